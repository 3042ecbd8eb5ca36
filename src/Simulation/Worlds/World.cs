using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Simulation.Checks;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Policies;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// A small province that lives through its script on virtual time: the product's grains, net, log and boards, its processes, its
/// clients, and every check after every step. What it comes to is in <see cref="WorldEnd"/>.
/// </summary>
internal sealed partial class World : IDisposable
{
    private readonly Agenda _agenda = new();
    private readonly FaultPlan _engineFaults;
    private readonly Process[] _processes;
    private readonly string? _only;
    private IReminderTable _reminders = new InMemoryReminderTable();

    private World(Script script, Flaw flaw, Trace? trace, string? only)
    {
        (Script, Trace, _only) = (script, trace, only);
        Line = PromisePool.Lines[script.Setting.Promises];
        InForce = Line.First.Version;
        Dice = new Dice(Dice.Seed(script.Seed, 1));
        _engineFaults = EngineFaults(script);
        Time = new VirtualTime(script.Setting.StartAt, _engineFaults);
        Log = new SimulatedLog(
            Time, new Dice(Dice.Seed(script.Seed, 2)), script.Setting.Storage, script.Faults, Tally, flaw);
        Boards = new Boards(this, new Dice(Dice.Seed(script.Seed, 3)));
        Truth = new Truth(this);
        Rosters = new RostersInForce(this, _agenda);
        Checks = new CheckList(this);
        Log.Observer = Truth.Learn;
        _processes = [.. script.Setting.Processes.Select((_, number) => Boot(number))];
        Outside = _processes[0].Scheduler;
    }

    public Script Script { get; }

    public Setting Setting => Script.Setting;

    public PromisePool.Line Line { get; }

    /// <summary>What was published last.</summary>
    public PolicyVersion InForce { get; private set; }

    /// <summary>Who is on duty, as it was put.</summary>
    public RostersInForce Rosters { get; }

    public Trace? Trace { get; }

    /// <summary>For the clients and the processes; storage and boards have dice of their own.</summary>
    public Dice Dice { get; }

    public VirtualTime Time { get; }

    public SimulatedLog Log { get; }

    /// <summary>What processes keep in the store beside the log.</summary>
    public MemoryEventLog Documents { get; } = new();

    public Boards Boards { get; }

    public Truth Truth { get; }

    public CheckList Checks { get; }

    public FaultTally Tally { get; } = new();

    /// <summary>The scheduler of everything that is no grain: clients, the rounds of the net.</summary>
    public TaskScheduler Outside { get; }

    /// <summary>What the clocks on the walls show.</summary>
    public DateTimeOffset Now => Time.Now;

    /// <summary>The time that has really passed; steps of the clock do not move it.</summary>
    public DateTimeOffset TrueNow => new(Time.GetTimestamp(), TimeSpan.Zero);

    /// <summary>Since when nothing has gone wrong that could keep anything from being prompt, in true time.</summary>
    public DateTimeOffset HealthySince { get; private set; }

    /// <summary>Everything that could go wrong is over: from now on all must converge.</summary>
    public bool IsQuiet { get; private set; }

    public Failure? Failure { get; private set; }

    public IReadOnlyList<Process> Processes => _processes;

    private VirtualGrainHost Driver => _processes[0].Host;

    /// <summary>Lives one world from beginning to end.</summary>
    /// <param name="script">What happens to it.</param>
    /// <param name="flaw">A defect planted into its storage.</param>
    /// <param name="trace">Is told what happens.</param>
    /// <param name="only">The one invariant whose check may fail it, to see what that check catches by itself; null: any.</param>
    public static WorldEnd Live(Script script, Flaw flaw = Flaw.None, Trace? trace = null, string? only = null) =>
        Live(script, WorldEnd.Of, flaw, trace, only);

    /// <summary>As the other, and takes from it what is wanted.</summary>
    public static T Live<T>(Script script, Func<World, T> take, Flaw flaw = Flaw.None, Trace? trace = null, string? only = null)
    {
        using var world = new World(script, flaw, trace, only);
        world.LiveThroughIt();
        return take(world);
    }

    /// <summary>The first failure counts; what follows is its echo.</summary>
    public void Fail(string invariant, string what)
    {
        if (Failure is null && (_only is null || _only == invariant))
        {
            Failure = new Failure(Script.Seed, invariant, what, Now);
            Trace?.Add(Now, $"** {invariant}: {what}");
        }
    }

    /// <summary>A process to talk to: mostly one that is there.</summary>
    public Process AnyProcess()
    {
        var first = _processes[Dice.Below(_processes.Length)];
        return first.IsUp || Dice.Happens(0.3) ? first : _processes.FirstOrDefault(p => p.IsUp) ?? first;
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }
    }

    private static FaultPlan EngineFaults(Script script)
    {
        var (setting, faults) = (script.Setting, script.Faults);
        return new FaultPlan(unchecked((int)script.Seed))
        {
            IsOn = false,
            LoseActivation = Chance(Fault.ActivationLost, setting.LoseActivation),
            LoseMessage = Chance(Fault.MessageLost, setting.LoseMessage),
            DoubleMessage = Chance(Fault.MessageDoubled, setting.DoubleMessage),
            DelayMessage = Chance(Fault.MessageLate, setting.DelayMessage),
            LoseTick = Chance(Fault.TickLost, setting.LoseTick),
            DoubleTick = Chance(Fault.TickDoubled, setting.DoubleTick),
            DelayTick = Chance(Fault.TickLate, setting.DelayTick),
            SwapTurns = Chance(Fault.TurnsSwapped, setting.SwapTurns),
            DelayUpTo = setting.DelayUpTo,
        };

        double Chance(Fault fault, double chance) => faults.Has(fault) ? chance : 0;
    }

    private void LiveThroughIt()
    {
        foreach (var facility in Setting.Facilities)
        {
            Driver.Drive(() => Driver.Grains.GetGrain<IFacilityGrain>(facility.Facility).Register(Setting.RecordOf(facility)));
        }

        AfterStep();
        foreach (var act in Script.Acts)
        {
            _agenda.Add(Setting.StartAt + act.At, () => Carry(act));
        }

        LiveTo(Setting.StartAt + Setting.Horizon);
        FallQuiet();
        Checks.AtEnd();
    }

    /// <summary>Faults end, processes return, and there is time enough for everything that is still to be done.</summary>
    private void FallQuiet()
    {
        if (Failure is not null)
        {
            return;
        }

        IsQuiet = true;
        (_engineFaults.IsOn, Log.IsFaulty, Log.IsAway) = (false, false, false);
        _agenda.Clear();
        for (var number = 0; number < _processes.Length; number++)
        {
            if (!_processes[number].IsUp)
            {
                Return(number);
            }

            if (InForce != Line.First.Version)
            {
                _processes[number].Publish(this, InForce);
            }

            Rosters.Tell(_processes[number]);
            _processes[number].Net.SwitchOn();
            _processes[number].Watch.Begin();
        }

        Disturbed();
        LiveTo(TrueNow + QuietFor);
    }

    /// <summary>The agenda's instants are true time; the host counts by the clock on the wall.</summary>
    private void LiveTo(DateTimeOffset trueUntil)
    {
        while (Failure is null)
        {
            var next = _agenda.NextAt is { } at && at <= trueUntil ? at : trueUntil;
            LiveQuietlyTo(next);
            if (Failure is not null || !_agenda.TakeDue(TrueNow, out var act))
            {
                if (TrueNow >= trueUntil)
                {
                    return;
                }

                continue;
            }

            act();
            AfterStep();
        }
    }

    private void LiveQuietlyTo(DateTimeOffset trueUntil)
    {
        while (Failure is null && Driver.RunNext(Now + (trueUntil - TrueNow)))
        {
            for (var other = 1; other < _processes.Length; other++)
            {
                _processes[other].Host.RunNext(Now);
            }

            AfterStep();
        }

        if (Failure is null && trueUntil > TrueNow)
        {
            Driver.AdvanceTo(Now + (trueUntil - TrueNow));
        }
    }

    private void AfterStep()
    {
        if (HasAnythingGoneWrong())
        {
            Disturbed();
        }

        Boards.Deliver();
        Checks.AfterStep();
        if (_strikes.Count > 0 && !IsQuiet)
        {
            StrikeIfPending();
        }
    }

    private Process Boot(int number) => new(this, number, _reminders, NullLoggerFactory.Instance);
}
