using Orleans;

namespace Monitoring.Embedded;

/// <summary>A reminder as it was last set, and when it ticks next.</summary>
internal sealed class ScheduledReminder(ReminderEntry row)
{
    public ReminderEntry Row { get; } = row;

    public DateTime Due { get; set; }

    /// <summary>Among those due at one instant, the one scheduled first ticks first.</summary>
    public long Order { get; set; }

    /// <summary>Whether its next tick is in the queue; otherwise the last one is being sent.</summary>
    public bool IsQueued { get; set; }
}
