using Monitoring.Embedded;
using Monitoring.Grains.Contracts;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;

namespace Monitoring.Simulation.Worlds;

/// <content>What happens to a world from outside.</content>
internal sealed partial class World
{
    /// <summary>Longer than the longest pause after which anything is tried again.</summary>
    private static readonly TimeSpan QuietFor = TimeSpan.FromMinutes(5);

    private long _faultsSeen;
    private long _engineFaultsSeen;
    private int _processesUp;
    private bool _isAllDown;
    private bool _clockWasStepped;
    private readonly List<(int Writes, Action Strike)> _strikes = [];

    /// <summary>Something has gone wrong, or has just come right: promptness counts from here.</summary>
    private void Disturbed() => HealthySince = TrueNow;

    private bool HasAnythingGoneWrong()
    {
        var engine = Sum(_engineFaults.Happened);
        var wrong = Tally.Disturbing != _faultsSeen || engine != _engineFaultsSeen;
        (_faultsSeen, _engineFaultsSeen) = (Tally.Disturbing, engine);
        // one process of two is enough; that one goes or comes is felt for a moment
        var up = _processes.Count(process => process.IsUp);
        wrong |= up != _processesUp;
        _processesUp = up;
        var (was, isSo) = (_isAllDown, Log.IsAway || up == 0);
        _isAllDown = isSo;
        if (_clockWasStepped && Array.Exists(_processes, process => process.Trusted.Trust.Suspicion is not null))
        {
            return true;
        }

        return wrong || was || isSo; // what has just come back was away until now
    }

    private static long Sum(FaultCounts counts) =>
        counts.LostActivations + counts.SwappedTurns + counts.LostMessages + counts.DoubledMessages + counts.DelayedMessages
        + counts.LostTicks + counts.DoubledTicks + counts.DelayedTicks;

    private void Carry(Act act)
    {
        Trace?.Add(Now, act);
        switch (act)
        {
            case Ask ask:
                Clients.Send(this, ask);
                break;
            case Weather weather:
                (_engineFaults.IsOn, Log.IsFaulty) = (weather.Storm, weather.Storm);
                break;
            case KillProcess kill:
                WhenPending(kill.MidWrite ? 1 : 0, () => Kill(kill));
                break;
            case StopProcess stop:
                Stop(stop);
                break;
            case CrashMachine crash:
                WhenPending(crash.MidBatch, () => Crash(crash));
                break;
            case WakeForNothing wake:
                Tally.Count(Fault.SpuriousWake);
                _ = AnyProcess().Host.Grains.GetGrain<IComplaintGrain>(Truth.IdOf(wake.Complaint)).Wake();
                break;
            case Revise revise:
                Publish(revise);
                break;
            case PutOnDuty put:
                Rosters.Put(put);
                break;
            case LoseStorage lose:
                Tally.Count(Fault.StorageAway);
                Log.IsAway = true;
                _agenda.Add(TrueNow + lose.For, () => Log.IsAway = false);
                break;
            case Suspend suspend:
                Tally.Count(Fault.Suspended);
                Driver.Suspend(suspend.For);
                break;
            case StepClock step:
                Tally.Count(Fault.ClockStepped);
                StepTheClock(step.By);
                break;
            case DriftClock drift:
                Tally.Count(Fault.ClockDrifted);
                Driver.StepClock(drift.By);
                break;
        }
    }

    /// <summary>Death comes when it hurts most: while so many appends are on their way to the disk.</summary>
    private void WhenPending(int writes, Action strike)
    {
        if (writes == 0)
        {
            strike();
        }
        else
        {
            _strikes.Add((writes, strike));
        }
    }

    private void StrikeIfPending()
    {
        for (var i = 0; i < _strikes.Count; i++)
        {
            var (writes, strike) = _strikes[i];
            if (Log.Pending >= writes)
            {
                _strikes.RemoveAt(i);
                strike();
                return;
            }
        }
    }

    private void StepTheClock(TimeSpan by)
    {
        _clockWasStepped = true;
        Driver.StepClock(by);
        Checks.OnClockStep(by);
        foreach (var process in _processes)
        {
            process.Watch.Begin();
            process.Net.PlanAnew();
        }
    }

    /// <summary>Stored at once; a process that is down finds it when it starts.</summary>
    private void Publish(Revise revise)
    {
        InForce = Line.After(InForce, revise.Pack);
        Truth.Published(InForce);
        if (_processes[revise.Process] is { IsUp: true } process)
        {
            process.Publish(this, InForce);
        }
    }

    private void Kill(KillProcess kill) => TakeDown(kill.Process, kill.DownFor, Fault.ProcessKilled, static process => process.Kill());

    private void Stop(StopProcess stop) => TakeDown(stop.Process, stop.DownFor, Fault.ProcessStopped, static process => process.Stop());

    private void TakeDown(int number, TimeSpan downFor, Fault fault, Action<Process> end)
    {
        var process = _processes[number];
        if (process.IsUp)
        {
            Tally.Count(fault);
            end(process);
            Log.Forsake(process.Port);
            ReturnAfter(downFor, number);
        }
    }

    private void Crash(CrashMachine crash)
    {
        Tally.Count(Fault.MachineCrashed);
        for (var number = 0; number < _processes.Length; number++)
        {
            if (_processes[number].IsUp)
            {
                _processes[number].Kill();
                _processes[number].Port.IsAlive = false;
                ReturnAfter(crash.DownFor, number);
            }
        }

        Log.LosePower();
        Checks.AfterCrash();
    }

    private void ReturnAfter(TimeSpan downFor, int number) => _agenda.Add(TrueNow + downFor, () => Return(number));

    private void Return(int number)
    {
        if (_processes[number].IsUp)
        {
            return;
        }

        if (Script.Faults.Has(Fault.RemindersLost) && Dice.Happens(0.3))
        {
            Tally.Count(Fault.RemindersLost);
            _reminders = new InMemoryReminderTable();
        }

        _processes[number].Dispose();
        _processes[number] = Boot(number);
        Trace?.Add(Now, $"process {number} is back");
    }
}
