using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Simulation.Worlds;
using Monitoring.Verify.Oracle;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// The oracle, which shares no code with the rules, reads each finished history: what it says should have fired did, once, in
/// order, told the same rungs and the same people, those who were on duty at its instant by the roster that it names, and stamped the
/// same, and its due row is the one that stands (C4, C5, C6, C7, C9, C14).
/// </summary>
internal sealed class SecondReading(World world) : Check(world, "C4-C7 second reading")
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

    public override void AtEnd()
    {
        var asOf = World.Now - Prompt;
        foreach (var known in World.Truth.Cases.Values)
        {
            var history = CaseHistory.Read(known.Written.Select(written => written.Body));
            // how late is told by what went wrong in the world; C7 demands it by the state of the world
            var verdict = WhatShouldHaveFired.Judge(
                history, World.Line.Of(((Filed)known.Events[0]).Policy).Oracle, asOf, lateAfter: TimeSpan.MaxValue, Named, name => World.Setting.Duty?.Find(name));
            Demand(
                verdict.Differences.IsEmpty && verdict.Unknown.IsEmpty,
                $"complaint/{known.Id}: {string.Join("; ", verdict.Differences)}{string.Join(", ", verdict.Unknown)}");
            Demand(
                verdict.NextAt == known.Due?.NextAt,
                $"complaint/{known.Id}: the oracle would look at it {verdict.NextAt:O}, its row stands at {known.Due?.NextAt:O}");
        }
    }

    private OraclePolicy? Named(PolicyNames names) =>
        World.Line.Find(new PolicyVersion(names.Pack, names.PackVersion, names.Calendar, names.CalendarVersion))?.Oracle;
}
