using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>Reminders by name, and in the order of their next ticks.</summary>
internal sealed class ReminderQueue
{
    private readonly Dictionary<(GrainId Grain, string Name), ScheduledReminder> _byName = [];
    private readonly SortedSet<ScheduledReminder> _byDue = new(Comparer<ScheduledReminder>.Create(
        static (one, other) => (one.Due, one.Order).CompareTo((other.Due, other.Order))));
    private long _order;

    public DateTime? FirstDue => _byDue.Min?.Due;

    public bool Knows(ReminderEntry row) => _byName.ContainsKey((row.GrainId, row.ReminderName));

    /// <summary>Whether it is still wanted as it is: neither removed nor set anew.</summary>
    public bool Wants(ScheduledReminder reminder) =>
        _byName.TryGetValue((reminder.Row.GrainId, reminder.Row.ReminderName), out var wanted)
        && ReferenceEquals(wanted, reminder);

    /// <summary>Schedules the next tick; a reminder set anew takes the place of the old one.</summary>
    public void Schedule(ScheduledReminder reminder, DateTime due)
    {
        Remove(reminder.Row.GrainId, reminder.Row.ReminderName);
        reminder.Due = due;
        reminder.Order = ++_order;
        reminder.IsQueued = true;
        _byDue.Add(reminder);
        _byName.Add((reminder.Row.GrainId, reminder.Row.ReminderName), reminder);
    }

    public void Remove(GrainId grain, string name)
    {
        if (_byName.Remove((grain, name), out var reminder) && reminder.IsQueued)
        {
            _byDue.Remove(reminder);
            reminder.IsQueued = false;
        }
    }

    /// <summary>Takes the first out of the queue if it is due. It stays known by its name while its tick is being sent.</summary>
    public ScheduledReminder? TakeDue(DateTime now)
    {
        if (_byDue.Min is not { } first || first.Due > now)
        {
            return null;
        }

        _byDue.Remove(first);
        first.IsQueued = false;
        return first;
    }
}
