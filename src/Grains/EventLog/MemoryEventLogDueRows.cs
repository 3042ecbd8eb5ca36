using System.Collections.Immutable;

namespace Monitoring.Grains.EventLog;

/// <summary>The due rows of a <see cref="MemoryEventLog"/>, in order, for all and for each facility.</summary>
internal sealed class MemoryEventLogDueRows
{
    private static readonly Comparer<DueRow> InOrder = Comparer<DueRow>.Create(static (a, b) =>
        a.NextAt.CompareTo(b.NextAt) is var byInstant and not 0 ? byInstant : string.CompareOrdinal(a.Stream, b.Stream));

    private static readonly DueRow AfterAll = new("\uffff", "", DateTimeOffset.MaxValue);

    private readonly SortedSet<DueRow> _all = new(InOrder);
    private readonly Dictionary<string, SortedSet<DueRow>> _byFacility = new(StringComparer.Ordinal);

    /// <summary>Replaces a stream's row by its next one; either may be absent.</summary>
    public void Move(DueRow? from, DueRow? to)
    {
        if (from == to)
        {
            return;
        }

        if (from is not null)
        {
            _all.Remove(from);
            _byFacility[from.Facility].Remove(from);
        }

        if (to is not null)
        {
            _all.Add(to);
            if (!_byFacility.TryGetValue(to.Facility, out var book))
            {
                _byFacility.Add(to.Facility, book = new SortedSet<DueRow>(InOrder));
            }

            book.Add(to);
        }
    }

    public ImmutableArray<DueRow> Page(DateTimeOffset before, string? facility, DueRow? after, int limit)
    {
        var rows = facility is null ? _all : _byFacility.GetValueOrDefault(facility);
        if (rows is null)
        {
            return [];
        }

        var page = ImmutableArray.CreateBuilder<DueRow>();
        foreach (var row in after is null ? rows : rows.GetViewBetween(after, AfterAll))
        {
            if (row.NextAt >= before || page.Count >= limit)
            {
                break;
            }

            if (after is null || InOrder.Compare(row, after) > 0)
            {
                page.Add(row);
            }
        }

        return page.DrainToImmutable();
    }
}
