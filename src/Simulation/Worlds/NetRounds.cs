using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Wakers;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// The rounds of one process's net, every two seconds from its start. Those are left out that would find nothing, or, unless the
/// world is to make every round, the same near row once more: weeks pass in which nothing is due.
/// </summary>
internal sealed class NetRounds : IDisposable
{
    private readonly World _world;
    private readonly NetOfDueRows _net;
    private readonly NetWitness _witness;
    private readonly TaskScheduler _outside;
    private readonly ITimer _timer;
    private readonly long _firstAt; // in time that really passes, as a periodic timer counts
    private readonly TimeSpan _lead;
    private long _next = long.MaxValue;
    private bool _isOn;
    private bool _isRunning;
    private bool _isOver;

    public NetRounds(World world, NetOfDueRows net, NetWitness witness, TaskScheduler outside, WakerOptions wakers)
    {
        (_world, _net, _witness, _outside, _isOn) = (world, net, witness, outside, wakers.Net);
        _firstAt = world.Time.GetTimestamp();
        _lead = !world.Setting.EveryNetRound ? world.Setting.NetLead
            : wakers.FacilityBook ? FacilityGrain.WakeAhead
            : -FacilityGrain.Grace; // a row that is near is nobody's business without a book
        _timer = world.Time.CreateTimer(
            static rounds => ((NetRounds)rounds!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_isOn)
        {
            PlanAt(world.Now);
        }
    }

    /// <summary>A waker that was off all along comes back, as somebody repairs it.</summary>
    public void SwitchOn()
    {
        _isOn = true;
        PlanAt(_world.Now);
    }

    /// <summary>The clock on the wall was set: what was far off may be due.</summary>
    public void PlanAnew()
    {
        if (_isOn && !_isOver)
        {
            PlanAt(_world.Now);
        }
    }

    /// <summary>A row was written: a round may be due earlier than planned.</summary>
    public void Expect(DueRow row)
    {
        if (_isOn && !_isOver)
        {
            PlanAt(FirstRoundFor(row.NextAt));
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _timer.Dispose();
        _net.Dispose();
    }

    private DateTimeOffset FirstRoundFor(DateTimeOffset nextAt)
    {
        var lead = nextAt - _lead;
        return lead > _world.Now ? lead : _world.Now + TimeSpan.FromTicks(1);
    }

    private void PlanAt(DateTimeOffset at)
    {
        var now = _world.Time.GetTimestamp();
        var next = RoundAt(now + Math.Clamp((at - _world.Now).Ticks, 0, LongestWait.Ticks));
        if (next < _next)
        {
            _next = next;
            _timer.Change(TimeSpan.FromTicks(next - now), Timeout.InfiniteTimeSpan);
        }
    }

    private long RoundAt(long atOrAfter)
    {
        var every = NetOfDueRows.Every.Ticks;
        var late = (atOrAfter - _firstAt) % every;
        return late == 0 ? atOrAfter : atOrAfter - late + every;
    }

    private static TimeSpan LongestWait { get; } = TimeSpan.FromDays(1);

    private void Begin()
    {
        _next = long.MaxValue;
        if (_isRunning || _isOver)
        {
            return;
        }

        if (!_world.IsQuiet && _world.Log.IsFaulty && _world.Script.Faults.Has(Fault.NetRoundLost)
            && _world.Dice.Happens(_world.Setting.NetRoundLost))
        {
            _world.Tally.Count(Fault.NetRoundLost);
            PlanAt(_world.Now + TimeSpan.FromTicks(1));
            return;
        }

        _isRunning = true;
        _ = Task.Factory.StartNew(Round, CancellationToken.None, TaskCreationOptions.None, _outside);
    }

    private async Task Round()
    {
        try
        {
            await _net.RunOnce(CancellationToken.None);
        }
        catch (StorageUnknownException)
        {
            // as the product's own loop: the next round tries again
        }

        _isRunning = false;
        _world.Checks.OnNetRound(_witness.Take());
        if (!_isOver)
        {
            PlanNext();
        }
    }

    private void PlanNext()
    {
        if (_world.Log.EarliestDue is not { } first)
        {
            return;
        }

        var now = _world.Now;
        var near = first.NextAt > now && first.NextAt - now <= _world.Setting.NetLead;
        var skip = near && !_world.Setting.EveryNetRound;
        PlanAt(skip ? first.NextAt + FacilityGrain.Grace : FirstRoundFor(first.NextAt));
    }
}
