using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// Sends the ticks of all reminders of the table, with one timer for whichever is next. A tick may be late or doubled;
/// one whose instant passed while the host was down is skipped.
/// </summary>
internal sealed class ReminderClock(GrainHost host, IReminderTable? table, IOptions<ReminderOptions> options)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // a tick may lie further off than a timer reaches

    private readonly Lock _lock = new();
    private readonly ReminderQueue _queue = new();
    private ITimer? _timer;

    private IReminderTable Table =>
        table ?? throw new OrleansException($"No {nameof(IReminderTable)} is registered, so nothing can be reminded.");

    private DateTime Now => host.Time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (table is null)
        {
            return;
        }

        await table.StartAsync(cancellationToken);
        var rows = (await table.ReadRows(0, 0)).Reminders
            .OrderBy(row => row.GrainId.ToString(), StringComparer.Ordinal)
            .ThenBy(row => row.ReminderName, StringComparer.Ordinal);
        lock (_lock)
        {
            _timer = host.Time.CreateTimer(
                static clock => ((ReminderClock)clock!).SendDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            foreach (var row in rows.Where(row => !_queue.Knows(row))) // what was set meanwhile is newer
            {
                _queue.Schedule(new ScheduledReminder(row), ReminderSchedule.NextTick(row, Now));
            }

            Arm();
        }
    }

    /// <summary>Sends no more ticks.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>No grain will set or remove a reminder any more.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) =>
        table?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async Task<IGrainReminder> RegisterOrUpdate(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {name} as requested period ({period}) is less than minimum allowed reminder "
                + $"period ({options.Value.MinimumReminderPeriod})",
                nameof(period));
        }

        var row = new ReminderEntry { GrainId = grain, ReminderName = name, StartAt = Now + dueTime, Period = period };
        row.ETag = await Table.UpsertRow(row)
            ?? throw new ReminderException($"Could not register {row}: the row was changed at the same time. Try again.");
        lock (_lock)
        {
            _queue.Schedule(new ScheduledReminder(row), ReminderSchedule.NextTick(row, Now));
            Arm();
        }

        return HandleOf(row);
    }

    public async Task Unregister(IGrainReminder reminder)
    {
        var handle = reminder as Handle
            ?? throw new ArgumentException("Not a reminder that this host gave out.", nameof(reminder));
        if (!await Table.RemoveRow(handle.Grain, handle.ReminderName, handle.ETag)
            && await Table.ReadRow(handle.Grain, handle.ReminderName) is not null)
        {
            throw new ReminderException($"Could not unregister {handle.ReminderName} of {handle.Grain}: it was set anew since.");
        }

        lock (_lock)
        {
            _queue.Remove(handle.Grain, handle.ReminderName);
        }
    }

    public async Task<IGrainReminder?> Get(GrainId grain, string name) =>
        await Table.ReadRow(grain, name) is { } row ? HandleOf(row) : null;

    public async Task<List<IGrainReminder>> GetAll(GrainId grain) =>
        [.. (await Table.ReadRows(grain)).Reminders.Select(HandleOf)];

    private static Handle HandleOf(ReminderEntry row) => new(row.GrainId, row.ReminderName, row.ETag!);

    private void Arm()
    {
        if (_queue.FirstDue is { } due)
        {
            var wait = TimeSpan.FromTicks(Math.Clamp((due - Now).Ticks, 0, LongestWait.Ticks));
            _timer?.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void SendDue()
    {
        var due = new List<ScheduledReminder>();
        lock (_lock)
        {
            var now = Now;
            while (_timer is not null && _queue.TakeDue(now) is { } reminder)
            {
                AddUnlessItGoesWrong(reminder, due);
            }

            Arm();
        }

        foreach (var reminder in due)
        {
            _ = SendAsync(reminder);
        }
    }

    private void AddUnlessItGoesWrong(ScheduledReminder reminder, List<ScheduledReminder> due)
    {
        switch (host.Faults?.OfTick() ?? TickFault.None)
        {
            case TickFault.Lost:
                _queue.Schedule(reminder, ReminderSchedule.TickAfter(reminder.Row, reminder.Due, Now));
                break;
            case TickFault.Late:
                _queue.Schedule(reminder, Now + host.Faults!.Delay());
                break;
            case TickFault.Doubled:
                due.AddRange([reminder, reminder]);
                break;
            default:
                due.Add(reminder);
                break;
        }
    }

    private async Task SendAsync(ScheduledReminder reminder)
    {
        var row = reminder.Row;
#pragma warning disable CA1031 // a tick that fails is logged; the next comes at its time
        try
        {
            var status = new TickStatus(row.StartAt, row.Period, Now);
            await host.Catalog.RemindableOf(row.GrainId).ReceiveReminder(row.ReminderName, status);
        }
        catch (Exception failure)
        {
            host.Log.ReminderFailed(row.ReminderName, row.GrainId.ToString(), failure);
        }
#pragma warning restore CA1031

        lock (_lock)
        {
            if (_queue.Wants(reminder) && !reminder.IsQueued)
            {
                _queue.Schedule(reminder, ReminderSchedule.TickAfter(row, reminder.Due, Now));
                Arm();
            }
        }
    }

    private sealed record Handle(GrainId Grain, string ReminderName, string ETag) : IGrainReminder;
}
