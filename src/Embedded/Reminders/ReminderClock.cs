using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// Keeps every reminder of the table in the order of its next tick, with one timer for the first of them, and sends the
/// ticks. A tick may be late or doubled; one whose instant passed while the host was down is skipped.
/// </summary>
internal sealed class ReminderClock(GrainHost host, IReminderTable? table, IOptions<ReminderOptions> options)
{
    // a tick may lie further off than a timer reaches
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId Grain, string Name), Scheduled> _scheduled = [];
    private readonly PriorityQueue<Scheduled, (DateTime Due, long Order)> _queue = new();
    private ITimer? _timer;
    private long _order;

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
        var rows = await table.ReadRows(0, 0);
        var now = Now;
        lock (_lock)
        {
            _timer = host.Time.CreateTimer(
                static clock => ((ReminderClock)clock!).SendDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            foreach (var row in rows.Reminders.OrderBy(row => row.GrainId.ToString(), StringComparer.Ordinal)
                .ThenBy(row => row.ReminderName, StringComparer.Ordinal))
            {
                Schedule(new Scheduled(row), ReminderSchedule.NextTick(row, now));
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

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Stop();
        if (table is not null)
        {
            await table.StopAsync(cancellationToken);
        }
    }

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
            Schedule(new Scheduled(row), ReminderSchedule.NextTick(row, Now));
            Arm();
        }

        return new Handle(grain, name, row.ETag);
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
            _scheduled.Remove((handle.Grain, handle.ReminderName));
        }
    }

    public async Task<IGrainReminder?> Get(GrainId grain, string name) =>
        await Table.ReadRow(grain, name) is { } row ? HandleOf(row) : null;

    public async Task<List<IGrainReminder>> GetAll(GrainId grain) =>
        [.. (await Table.ReadRows(grain)).Reminders.Select(HandleOf)];

    private static Handle HandleOf(ReminderEntry row) => new(row.GrainId, row.ReminderName, row.ETag!);

    private void Schedule(Scheduled reminder, DateTime due)
    {
        reminder.Due = due;
        reminder.IsQueued = true;
        _scheduled[(reminder.Row.GrainId, reminder.Row.ReminderName)] = reminder;
        _queue.Enqueue(reminder, (due, ++_order));
    }

    // for the first that is still wanted; those set anew or removed are dropped on the way
    private void Arm()
    {
        while (_queue.TryPeek(out var first, out _))
        {
            if (IsWanted(first))
            {
                var wait = first.Due - Now;
                _timer?.Change(
                    TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), Timeout.InfiniteTimeSpan);
                return;
            }

            _queue.Dequeue();
        }
    }

    private bool IsWanted(Scheduled reminder) =>
        _scheduled.TryGetValue((reminder.Row.GrainId, reminder.Row.ReminderName), out var wanted)
        && ReferenceEquals(wanted, reminder);

    private void SendDue()
    {
        var due = new List<Scheduled>();
        lock (_lock)
        {
            var now = Now;
            while (_timer is not null && _queue.TryPeek(out var first, out _) && first.Due <= now)
            {
                _queue.Dequeue();
                first.IsQueued = false;
                if (IsWanted(first) && IsToBeSent(first, due))
                {
                    due.Add(first);
                }
            }

            Arm();
        }

        foreach (var reminder in due)
        {
            _ = SendAsync(reminder);
        }
    }

    private bool IsToBeSent(Scheduled reminder, List<Scheduled> due)
    {
        switch (host.Faults?.OfTick() ?? TickFault.None)
        {
            case TickFault.Lost:
                Schedule(reminder, ReminderSchedule.TickAfter(reminder.Row, reminder.Due, Now));
                return false;
            case TickFault.Late:
                Schedule(reminder, Now + host.Faults!.Delay());
                return false;
            case TickFault.Doubled:
                due.Add(reminder);
                return true;
            default:
                return true;
        }
    }

    private async Task SendAsync(Scheduled reminder)
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
            if (IsWanted(reminder) && !reminder.IsQueued)
            {
                Schedule(reminder, ReminderSchedule.TickAfter(row, reminder.Due, Now));
                Arm();
            }
        }
    }

    private sealed class Scheduled(ReminderEntry row)
    {
        public ReminderEntry Row { get; } = row;

        public DateTime Due { get; set; }

        /// <summary>Whether its next tick is in the queue; otherwise it is being sent.</summary>
        public bool IsQueued { get; set; }
    }

    private sealed record Handle(GrainId Grain, string ReminderName, string ETag) : IGrainReminder;
}
