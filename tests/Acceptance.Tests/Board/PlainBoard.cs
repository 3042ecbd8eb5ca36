namespace Monitoring.Acceptance.Tests.Board;

/// <summary>A board folded by what docs say of the feed, sharing no code with the server's own.</summary>
internal sealed class PlainBoard
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FacilityCounts> _facilities = new(StringComparer.Ordinal);

    public IReadOnlyCollection<FacilityCounts> Facilities => _facilities.Values;

    /// <summary>The open complaints, by id.</summary>
    public IReadOnlyCollection<Row> Rows => _rows.Values;

    public static PlainBoard Of(IEnumerable<Item> feed)
    {
        var board = new PlainBoard();
        foreach (var item in feed)
        {
            board.Apply(item);
        }

        return board;
    }

    public void Apply(Item item)
    {
        var counts = _facilities.GetValueOrDefault(item.Facility) ?? new(item.Facility, 0, 0, 0, 0, 0, 0);
        if (item.Kind == "breached")
        {
            counts = counts with { Breaches = counts.Breaches + 1 };
        }

        _facilities[item.Facility] = Move(Move(counts, item.Was, -1), item.Standing, +1);
        if (item.Complaint is null || item.Standing is null)
        {
            return;
        }

        if (item.Standing == "closed")
        {
            _rows.Remove(item.Complaint);
        }
        else
        {
            _rows[item.Complaint] = new Row(
                item.Complaint, item.Facility, item.Standing, item.OverdueSince, item.NextDueAt, item.Version);
        }
    }

    /// <summary>A complaint that counts anywhere was received; it moves between the others.</summary>
    private static FacilityCounts Move(FacilityCounts counts, string? standing, int by)
    {
        var moved = standing is null ? counts : counts with { Received = counts.Received + by };
        return standing switch
        {
            null => moved,
            "open" => moved with { Open = counts.Open + by },
            "overdue" => moved with { Overdue = counts.Overdue + by },
            "handled" => moved with { Handled = counts.Handled + by },
            "closed" => moved with { Closed = counts.Closed + by },
            _ => throw new InvalidDataException($"There is no standing {standing}."),
        };
    }
}
