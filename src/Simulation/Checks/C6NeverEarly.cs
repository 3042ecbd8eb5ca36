using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// Nothing fires before its instant: not by the clock on the wall, and not in the time that really passed. A drift so small that
/// no clock check can see it is forgiven. After a step the time is what somebody confirmed it to be: C10 watches what fires till then.
/// </summary>
internal sealed class C6NeverEarly(World world) : Check(world, "C6")
{
    /// <summary>What a wall clock may differ before it is suspect.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(5);

    private bool _wasStepped;

    public override void OnClockStep(TimeSpan by) => _wasStepped = true;

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            switch (one.Event)
            {
                case Breached e:
                    DemandNotEarly(commit, one, e.DueAt + WhenAComplaintBreaches.Resolution, e.DecidedAt);
                    break;
                case Escalated e:
                    DemandNotEarly(commit, one, e.DueAt, e.DecidedAt);
                    break;
                case Closed { Reason: "silence" } or Withdrawn { Reason: "not-completed" } when one.Event.By == Actor.System:
                    DemandNotEarly(commit, one, one.Event.At + WhenAComplaintBreaches.Resolution, World.Now);
                    break;
            }
        }
    }

    private void DemandNotEarly(Commit commit, Happening one, DateTimeOffset holdsAt, DateTimeOffset decidedAt)
    {
        Demand(
            decidedAt >= holdsAt && (_wasStepped || World.Now >= holdsAt),
            $"complaint/{commit.Case.Id} {one.Seq} {one.Event.Kind} holds from {holdsAt:O}, was decided {decidedAt:O}, durable {World.Now:O}");
        Demand(
            _wasStepped || World.TrueNow >= holdsAt - Unseen,
            $"complaint/{commit.Case.Id} {one.Seq} {one.Event.Kind} holds from {holdsAt:O}; it was {World.TrueNow:O} in truth when it was written");
    }
}
