using Monitoring.Grains.EventLog;
using Monitoring.Silo.Wakers;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// The rounds of one process's net. Of the rounds every two seconds those are left out that would find nothing, or the same
/// near row once more: weeks pass in which nothing is due.
/// </summary>
internal sealed class NetRounds : IDisposable
{
    private readonly World _world;
    private readonly NetOfDueRows _net;
    private readonly TaskScheduler _outside;
    private readonly ITimer _timer;
    private DateTimeOffset _at = DateTimeOffset.MaxValue;
    private bool _isOn;
    private bool _isRunning;
    private bool _isOver;

    public NetRounds(World world, NetOfDueRows net, TaskScheduler outside, bool isOn)
    {
        (_world, _net, _outside, _isOn) = (world, net, outside, isOn);
        _timer = world.Time.CreateTimer(
            static rounds => ((NetRounds)rounds!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (isOn)
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
        var lead = nextAt - _world.Setting.NetLead;
        return lead > _world.Now ? lead : _world.Now + NetOfDueRows.Every;
    }

    private void PlanAt(DateTimeOffset at)
    {
        if (at < _at)
        {
            _at = at;
            var wait = at - _world.Now;
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan LongestWait { get; } = TimeSpan.FromDays(1);

    private void Begin()
    {
        _at = DateTimeOffset.MaxValue;
        if (_isRunning || _isOver)
        {
            return;
        }

        if (!_world.IsQuiet && _world.Log.IsFaulty && _world.Script.Faults.Has(Fault.NetRoundLost)
            && _world.Dice.Happens(_world.Setting.NetRoundLost))
        {
            _world.Tally.Count(Fault.NetRoundLost);
            PlanAt(_world.Now + NetOfDueRows.Every);
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
        // its own timer has a second's grace; the round that finds it overdue comes within two more
        PlanAt(near ? first.NextAt + NetOfDueRows.Every : FirstRoundFor(first.NextAt));
    }
}
