using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// After a step of the clock that somebody can see, the processes that lived through it commit nothing that a passed instant
/// brings about, for ten seconds at least; after one of more than an hour not before somebody has confirmed it, or it went back.
/// </summary>
internal sealed class C10SuspectClockIsSafe(World world) : Check(world, "C10")
{
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DoubtsFor = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _steppedAt;

    public override void OnClockStep(TimeSpan by)
    {
        if (by.Duration() > Unseen)
        {
            _steppedAt = World.TrueNow;
        }
    }

    public override void OnCommit(Commit commit)
    {
        // what was asked, or started, at the very instant may have been so before it or after
        if (_steppedAt is not { } steppedAt || commit.By is not { } by || by.AskedAt <= steppedAt || by.Process.BootedAt >= steppedAt)
        {
            return;
        }

        var fired = commit.Happenings.Any(one => one.Event is Breached or Escalated or Rederived
            || (one.Event is Closed or Withdrawn && one.Event.By == Actor.System));
        Demand(
            !fired || by.AskedAt >= steppedAt + DoubtsFor,
            $"complaint/{commit.Case.Id}: {string.Join(", ", commit.Happenings.Select(one => one.Event.Kind))} {by.AskedAt - steppedAt:c} after the clock was set");
    }

    public override void AtEnd()
    {
        foreach (var process in World.Processes)
        {
            Demand(
                process.Trusted.Trust.Suspicion is null,
                $"process {process.Number} still doubts its clock: {process.Trusted.Trust.Suspicion}");
        }
    }
}
