using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>The open complaints of a board, found by id and read in the two orders that a screen shows.</summary>
internal sealed class BoardRows
{
    // above any tick of the calendar, so that the acknowledged sort after everything that nobody has taken
    private const long AfterUnacknowledged = 1L << 62;

    private readonly RowTable _table = new();
    private readonly ForeignIds _ids = new();
    private readonly SlotOrder _overdue;
    private readonly SlotOrder _next;

    public BoardRows()
    {
        _overdue = new SlotOrder(ById);
        _next = new SlotOrder(ById);
    }

    public int Count => _table.Count;

    public Codes Codes { get; } = new();

    public RowTable Table => _table;

    public ForeignIds Ids => _ids;

    public void Apply(FeedItem item, bool held)
    {
        if (item.Complaint is null || item.Standing is not { } standing)
        {
            return;
        }

        int slot = _ids.TryFind(item.Complaint, out ComplaintKey key) ? _table.Find(key) : -1;
        if (slot >= 0)
        {
            Unlist(slot);
        }

        if (!held || standing == Standing.Closed)
        {
            if (slot >= 0)
            {
                _table.Remove(slot);
                _ids.Forget(key);
            }

            return;
        }

        if (slot < 0)
        {
            slot = _table.Add(_ids.Keep(item.Complaint));
        }

        Write(item, standing, ref _table[slot]);
        List(slot);
    }

    public RowView? Find(string complaint) =>
        _ids.TryFind(complaint, out ComplaintKey key) && _table.Find(key) is >= 0 and var slot
            ? View(slot)
            : null;

    public IEnumerable<RowView> All()
    {
        for (int slot = 0; slot < _table.Slots; slot++)
        {
            if (_table[slot].Taken)
            {
                yield return View(slot);
            }
        }
    }

    public RowList Overdue(int limit) => First(_overdue, limit);

    public RowList Next(int limit) => First(_next, limit);

    /// <summary>Enters rows that were put into the table without their orders, as a checkpoint does.</summary>
    public void ListAll()
    {
        // sorted first: a block is then filled from its end, which moves nothing
        var slots = Enumerable.Range(0, _table.Slots).Where(slot => _table[slot].Taken).ToArray();
        Array.Sort(Array.ConvertAll(slots, slot => _table[slot].NextDueAt), slots);
        foreach (int slot in slots)
        {
            List(slot);
        }
    }

    private static long Ticks(DateTimeOffset? instant) => instant?.UtcTicks ?? 0;

    private static DateTimeOffset? Instant(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static bool IsOverdue(in Row row) => row.Standing is Standing.Overdue or Standing.Handled;

    private static long OverdueKey(in Row row) =>
        row.Standing == Standing.Handled ? row.OverdueSince | AfterUnacknowledged : row.OverdueSince;

    private int ById(int a, int b) => _ids.Compare(_table[a].Key, _table[b].Key);

    private void List(int slot)
    {
        ref Row row = ref _table[slot];
        if (IsOverdue(row))
        {
            _overdue.Add(OverdueKey(row), slot);
        }

        if (row.NextDueAt != 0)
        {
            _next.Add(row.NextDueAt, slot);
        }
    }

    private void Unlist(int slot)
    {
        ref Row row = ref _table[slot];
        if (IsOverdue(row))
        {
            _overdue.Remove(OverdueKey(row), slot);
        }

        if (row.NextDueAt != 0)
        {
            _next.Remove(row.NextDueAt, slot);
        }
    }

    private void Write(FeedItem item, Standing standing, ref Row row)
    {
        row.Facility = Codes.Of(item.Facility);
        row.Region = Codes.Of(item.Region);
        row.Category = Codes.Of(item.Category);
        row.Class = Codes.Of(item.Class);
        row.Channel = Codes.Of(item.Channel);
        row.Payer = Codes.Of(item.Payer);
        row.CareClass = Codes.Of(item.CareClass);
        row.Grade = Codes.Of(item.Grade);
        row.Programme = Codes.Of(item.Programme) is <= ushort.MaxValue and var programme ? (ushort)programme : (ushort)0;
        row.Standing = standing;
        row.FiledAt = Ticks(item.FiledAt);
        row.OverdueSince = Ticks(item.OverdueSince);
        row.OverdueClock = Codes.Of(item.OverdueClock);
        row.AcknowledgedAt = Ticks(item.AcknowledgedAt);
        row.AcknowledgedBy = Codes.Of(item.AcknowledgedBy);
        row.NextDueAt = Ticks(item.NextDueAt);
        row.NextClock = Codes.Of(item.NextClock);
        row.Version = (int)Math.Min(item.Version, int.MaxValue);
    }

    private RowList First(SlotOrder order, int limit) =>
        new(order.Count, [.. order.InOrder().Take(limit).Select(slot => View(slot))]);

    private RowView View(int slot)
    {
        Row row = _table[slot];
        return new()
        {
            Complaint = _ids.Text(row.Key),
            Facility = Codes.Text(row.Facility)!,
            Region = Codes.Text(row.Region)!,
            Category = Codes.Text(row.Category),
            Class = Codes.Text(row.Class),
            Channel = Codes.Text(row.Channel),
            Payer = Codes.Text(row.Payer),
            CareClass = Codes.Text(row.CareClass),
            Grade = Codes.Text(row.Grade),
            Programme = Codes.Text(row.Programme),
            Standing = row.Standing,
            FiledAt = Instant(row.FiledAt),
            OverdueSince = Instant(row.OverdueSince),
            OverdueClock = Codes.Text(row.OverdueClock),
            AcknowledgedAt = Instant(row.AcknowledgedAt),
            AcknowledgedBy = Codes.Text(row.AcknowledgedBy),
            NextDueAt = Instant(row.NextDueAt),
            NextClock = Codes.Text(row.NextClock),
            Version = row.Version,
        };
    }
}
