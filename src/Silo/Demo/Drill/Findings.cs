using System.Collections.Immutable;
using Monitoring.Grains.Feed;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>What the log says that a fault led to.</summary>
/// <param name="Lost">Complaints that were acknowledged and do not stand in the log.</param>
/// <param name="Breaches">Deadlines that passed while the fault was on, and were noticed.</param>
/// <param name="Late">Those noticed more than a second after.</param>
/// <param name="Latest">How long after its deadline the latest was noticed.</param>
/// <param name="Missing">Deadlines that are known to have passed, and that nobody noticed.</param>
/// <param name="Doubled">Deadlines noticed more than once.</param>
internal sealed record Findings(int Lost, int Breaches, int Late, TimeSpan Latest, int Missing, int Doubled)
{
    public static readonly Findings Nothing = new(0, 0, 0, TimeSpan.Zero, 0, 0);

    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);

    /// <summary>Weighs the breaches that stand in the log.</summary>
    /// <param name="breaches">Every breach committed since the fault began.</param>
    /// <param name="onAt">When it began.</param>
    /// <param name="offAt">When it ended.</param>
    /// <param name="cases">Complaints of which it is known when they come due.</param>
    public static Findings Of(
        ImmutableArray<FeedItem> breaches, DateTimeOffset onAt, DateTimeOffset offAt, ImmutableArray<DrillCase> cases)
    {
        var during = breaches.Where(b => b.DueAt >= onAt && b.DueAt <= offAt).ToArray();
        var each = during.GroupBy(b => (b.Complaint, b.Clock, b.DueAt)).ToArray();
        var late = each.Select(same => same.Min(b => b.DecidedAt!.Value - b.DueAt!.Value)).Order().ToArray();
        return new Findings(
            0,
            each.Length,
            late.Count(l => l > InTime),
            late is [.., var latest] ? latest : TimeSpan.Zero,
            Unnoticed(breaches, offAt, cases).Count(),
            during.Length - each.Length);
    }

    /// <summary>The cases that came due before an instant and have no breach.</summary>
    public static IEnumerable<DrillCase> Unnoticed(
        ImmutableArray<FeedItem> breaches, DateTimeOffset offAt, ImmutableArray<DrillCase> cases) =>
        cases.Where(c => c.DueAt <= offAt && !breaches.Any(b => b.Complaint == c.Complaint && b.DueAt == c.DueAt));

    public static Findings operator +(Findings a, Findings b) => new(
        a.Lost + b.Lost,
        a.Breaches + b.Breaches,
        a.Late + b.Late,
        a.Latest > b.Latest ? a.Latest : b.Latest,
        a.Missing + b.Missing,
        a.Doubled + b.Doubled);
}

/// <summary>A complaint filed for a drill, and when it comes due.</summary>
internal sealed record DrillCase(string Complaint, DateTimeOffset DueAt);
