using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// What one audience sees now: a pure fold of its feed. Two boards that applied the same items are equal, however they
/// came by them. Not safe for threads; <see cref="Tailing.FeedTail"/> guards it.
/// </summary>
public sealed class Board
{
    /// <summary>The most rows of <see cref="Snapshot.Overdue"/>; the total is exact beyond it.</summary>
    public const int OverdueShown = 2_000;

    /// <summary>The most rows of <see cref="Snapshot.Next"/>.</summary>
    public const int NextShown = 500;

    private readonly Scope _scope;
    private readonly BoardRows _rows = new();
    private readonly BoardFacilities _facilities = new();

    public Board(string audience)
    {
        Audience = audience;
        _scope = Scope.Of(audience);
    }

    public string Audience { get; }

    /// <summary>The last number applied.</summary>
    public long Seq { get; private set; }

    /// <summary>How many complaints are open.</summary>
    public int OpenCount => _rows.Count;

    internal BoardRows Rows => _rows;

    internal BoardFacilities Facilities => _facilities;

    /// <summary>Applies the item numbered next.</summary>
    /// <returns>False, and nothing changes, for one that was applied before.</returns>
    /// <exception cref="GapException">The item lies beyond the next number.</exception>
    public bool Apply(FeedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Seq <= Seq)
        {
            return false;
        }

        if (item.Seq != Seq + 1)
        {
            throw new GapException(Audience, Seq, item.Seq);
        }

        bool held = _scope.Holds(item.Facility, item.Region);
        _facilities.Apply(item, held);
        _rows.Apply(item, held);
        Seq = item.Seq;
        return true;
    }

    /// <summary>The open complaint, or null.</summary>
    public RowView? Find(string complaint) => _rows.Find(complaint);

    /// <summary>Every open complaint, in no particular order.</summary>
    public IEnumerable<RowView> Open() => _rows.All();

    /// <summary>The board as a screen loads it.</summary>
    /// <param name="at">The instant it is shown for.</param>
    /// <param name="setting">What does not come from the feed.</param>
    public Snapshot Snapshot(DateTimeOffset at, BoardSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return new()
        {
            Audience = Audience,
            Seq = Seq,
            At = at,
            Simulated = setting.Simulated,
            Build = setting.Build,
            Regions = setting.Regions,
            Facilities = [.. _facilities.Views()],
            Overdue = _rows.Overdue(OverdueShown),
            Next = _rows.Next(NextShown),
        };
    }

    internal void RestoreAt(long seq) => Seq = seq;
}
