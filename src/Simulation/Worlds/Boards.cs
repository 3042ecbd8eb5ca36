using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Worlds;

/// <summary>One board for each audience, fed over a wire that cuts, doubles and reorders.</summary>
internal sealed class Boards(World world, Dice dice)
{
    private readonly SortedDictionary<string, Board> _boards = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _behind = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeedItem> _parsed = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyDictionary<string, Board> All => _boards;

    /// <summary>A feed has something new.</summary>
    public void Expect(string audience) => _behind.Add(audience);

    /// <summary>Each text is read once, however many boards it reaches.</summary>
    public FeedItem Parse(string item)
    {
        if (!_parsed.TryGetValue(item, out var parsed))
        {
            parsed = JsonSerializer.Deserialize(item, FeedJson.Default.FeedItem)!;
            _parsed.Add(item, parsed);
        }

        return parsed;
    }

    /// <summary>Brings every board that is behind up to its feed, one way or another.</summary>
    public void Deliver()
    {
        if (_behind.Count == 0)
        {
            return;
        }

        foreach (var audience in _behind)
        {
            Deliver(audience);
        }

        _behind.Clear();
    }

    private void Deliver(string audience)
    {
        var board = Of(audience);
        if (Strikes(Fault.BoardRestarted, 0.2))
        {
            board = _boards[audience] = Refold(audience, board.Seq);
        }

        var rows = world.Log.Feed(audience, board.Seq, int.MaxValue).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            if (Strikes(Fault.BoardCut, 1))
            {
                // what was on its way is lost; it asks again from its cursor
                rows = [.. world.Log.Feed(audience, board.Seq, int.MaxValue)];
                i = -1;
                continue;
            }

            if (i + 1 < rows.Count && Strikes(Fault.DeliveryReordered, 5))
            {
                (rows[i], rows[i + 1]) = (rows[i + 1], rows[i]);
            }

            Apply(board, rows[i]);
            if (Strikes(Fault.DeliveryDoubled, 1))
            {
                Apply(board, rows[dice.Below(i + 1)]);
            }
        }
    }

    /// <summary>As a screen does: what is old is ignored, and before what is too new the gap is fetched.</summary>
    private void Apply(Board board, FeedRow row)
    {
        var before = board.Seq;
        try
        {
            var applied = board.Apply(Line(row));
            world.Checks.OnDelivery(board, row, before, applied);
        }
        catch (GapException)
        {
            foreach (var missing in world.Log.Feed(board.Audience, board.Seq, int.MaxValue))
            {
                if (missing.Seq <= row.Seq)
                {
                    ApplyNext(board, missing);
                }
            }
        }
    }

    private void ApplyNext(Board board, FeedRow row)
    {
        var before = board.Seq;
        try
        {
            world.Checks.OnDelivery(board, row, before, board.Apply(Line(row)));
        }
        catch (GapException gap)
        {
            world.Fail("B1", $"feed {board.Audience} goes on with {gap.Offered} after {gap.Head}");
        }
    }

    /// <summary>The fold of a feed from its beginning up to a number.</summary>
    public Board Refold(string audience, long upTo)
    {
        var board = new Board(audience);
        foreach (var row in world.Log.Feed(audience, 0, (int)Math.Min(upTo, int.MaxValue)))
        {
            ApplyNext(board, row);
        }

        return board;
    }

    private Board Of(string audience)
    {
        if (!_boards.TryGetValue(audience, out var board))
        {
            _boards.Add(audience, board = new Board(audience));
        }

        return board;
    }

    private FeedItem Line(FeedRow row) => Parse(row.Item) with { Seq = row.Seq };

    private bool Strikes(Fault fault, double weight)
    {
        if (world.IsQuiet || !world.Script.Faults.Has(fault) || !dice.Happens(world.Setting.BoardTrouble * weight))
        {
            return false;
        }

        world.Tally.Count(fault);
        return true;
    }
}
