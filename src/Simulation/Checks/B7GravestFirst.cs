using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// In a round of the net no overdue complaint is called before a graver one, nor, where both are equally grave, before one that is due
/// earlier. How grave a case is is read here once more, from its history and its policy.
/// </summary>
internal sealed class B7GravestFirst(World world) : Check(world, "B7")
{
    public override void OnNetRound(ImmutableArray<DueRow> woken)
    {
        var called = woken.Where(IsAsItStands).ToList();
        for (var i = 1; i < called.Count; i++)
        {
            var (before, row) = (called[i - 1], called[i]);
            Demand(
                (Place(before), before.NextAt).CompareTo((Place(row), row.NextAt)) <= 0,
                $"the net called {before.Stream} ({Words(before)}) before {row.Stream} ({Words(row)})");
        }
    }

    /// <summary>Whoever was written anew while the round went on was called for what it had been.</summary>
    private bool IsAsItStands(DueRow row) => Find(row) is { } known && known.Due is { } due && due.WakesAs(row);

    /// <summary>The first grade, then what has none, then the other grades; with a programme before without.</summary>
    private (int Grade, int Programme) Place(DueRow row)
    {
        var known = Find(row)!;
        List<string?> order = [.. known.Rules!.Pack.Grades];
        order.Insert(Math.Min(1, order.Count), null);
        var grade = order.IndexOf(known.State.Grade);
        return (grade < 0 ? order.Count : grade, known.State.Traits.Programme is null ? 1 : 0);
    }

    private Case? Find(DueRow row) => World.Truth.Cases.GetValueOrDefault(Streams.ComplaintOf(row.Stream)!);

    private string Words(DueRow row) => $"{Find(row)!.State.Grade ?? "ungraded"} {Find(row)!.State.Traits.Programme}, {row.NextAt:O}, urgency {row.Urgency}";
}
