using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// Whoever is told is told by the roster in force: the newest, or one that another process put so shortly before that this one cannot
/// have seen it. Who that roster has on duty is the second reading's question.
/// </summary>
internal sealed class C14ByTheRosterInForce(World world) : Check(world, "C14")
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private readonly HashSet<DutyVersion> _told = [];

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            if ((one.Event switch { Breached e => e.Telling, Escalated e => e.Telling, _ => null }) is not { } telling)
            {
                continue;
            }

            if (telling.Duty is { } named && _told.Add(named))
            {
                World.Tally.Count(Fault.DutyRevised);
            }

            // whose write outlived it, or who stood still meanwhile, may have decided long ago
            var lag = RostersInForce.LooksAgainEvery + Slack;
            var since = commit.By is { AskedAt: var askedAt } && askedAt - World.HealthySince > lag ? askedAt - lag : DateTimeOffset.MinValue;
            Demand(
                World.Rosters.WasInForce(telling.Duty, since),
                $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} told by roster {telling.Duty}; {World.Rosters.Now?.Roster.Version} is in force");
        }
    }
}
