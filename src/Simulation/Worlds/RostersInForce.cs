using Monitoring.Grains.Rules.Duty;
using Monitoring.Simulation.Policies;
using Monitoring.Simulation.Scripts;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// The duty rosters of a world, in the order in which they were put in force. One process takes a roster; another finds it in the
/// store when it looks again, as <c>DutyInForce</c> does.
/// </summary>
internal sealed class RostersInForce(World world, Agenda agenda)
{
    /// <summary>How long a process may go on with an older one.</summary>
    public static readonly TimeSpan LooksAgainEvery = TimeSpan.FromSeconds(30);

    private readonly List<(DateTimeOffset Since, Duty Duty)> _put = [];

    /// <summary>What is in force now; null: no roster.</summary>
    public Duty? Now => _put.Count == 0 ? null : _put[^1].Duty;

    /// <summary>Whether a telling may name a roster that was in force at an instant or after it. Null names none.</summary>
    public bool WasInForce(DutyVersion? named, DateTimeOffset sinceTrue)
    {
        var before = _put.FindLastIndex(one => one.Since <= sinceTrue);
        return named is null
            ? before < 0
            : _put.FindIndex(Math.Max(0, before), one => one.Duty.Roster.Version == named) >= 0;
    }

    public void Put(PutOnDuty put)
    {
        if (world.Setting.Duty is not { } line)
        {
            return;
        }

        _put.Add((world.TrueNow, line.Versions[put.Number]));
        if (world.Processes[put.Process] is { IsUp: true } taker)
        {
            Tell(taker);
        }

        agenda.Add(world.TrueNow + LooksAgainEvery, () =>
        {
            foreach (var process in world.Processes.Where(process => process.IsUp))
            {
                Tell(process);
            }
        });
    }

    /// <summary>A process finds the newest.</summary>
    public void Tell(Process process)
    {
        if (Now is { } now)
        {
            process.PutOnDuty(now.Roster);
        }
    }
}
