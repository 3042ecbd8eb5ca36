using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>A breach is stamped with its deadline, and beside it stands when it was noticed, truly, and why that was late.</summary>
internal sealed class C8LateIsTold(World world) : Check(world, "C8")
{
    private static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(10);

    private bool _wasStepped;

    public override void OnClockStep(TimeSpan by) => _wasStepped = true;

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            var told = one.Event switch
            {
                Breached e => (e.DueAt, e.DecidedAt, e.LateBecause),
                Escalated e => (e.DueAt, e.DecidedAt, e.LateBecause),
                _ => ((DateTimeOffset DueAt, DateTimeOffset DecidedAt, string? LateBecause)?)null,
            };
            if (told is { } stamp)
            {
                Demand(
                    one.Event.At == stamp.DueAt && one.Written.At == stamp.DueAt,
                    $"complaint/{commit.Case.Id} {one.Seq} is stamped {one.Event.At:O} for a deadline at {stamp.DueAt:O}");
                Demand(
                    stamp.DecidedAt <= World.Now || _wasStepped,
                    $"complaint/{commit.Case.Id} {one.Seq} says it was decided {stamp.DecidedAt:O}; it is {World.Now:O}");
                Demand(
                    stamp.DecidedAt - stamp.DueAt > ToldAfter == stamp.LateBecause is not null,
                    $"complaint/{commit.Case.Id} {one.Seq}, due {stamp.DueAt:O} and decided {stamp.DecidedAt:O}, says it was late because of '{stamp.LateBecause}'");
                Demand(
                    one.Item is null || (one.Item.DueAt == stamp.DueAt && one.Item.DecidedAt == stamp.DecidedAt && one.Item.LateBecause == stamp.LateBecause && one.Item.At == stamp.DueAt),
                    $"complaint/{commit.Case.Id} {one.Seq}: the board is told other instants than the log");
            }
        }
    }
}
