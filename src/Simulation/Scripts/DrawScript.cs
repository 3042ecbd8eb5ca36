using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Policies;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Scripts;

/// <summary>Draws a world's script from its seed.</summary>
internal sealed class DrawScript
{
    private const int FewestLives = 24;
    private const int MostLives = 96;
    private const int DiceOfDuty = 7;
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly DateTimeOffset Earliest = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly Dice _dice;
    private readonly FaultSet _faults;
    private Setting _setting;
    private readonly List<Act> _acts = [];

    private DrawScript(ulong seed, FaultSet faults)
    {
        _faults = faults;
        _dice = new Dice(seed);
        var lives = LivesOf(_dice);
        _setting = Draw(lives);
    }

    public static Script From(ulong seed, FaultSet faults)
    {
        var draw = new DrawScript(seed, faults);
        draw.Weathers();
        draw.Troubles();
        draw.Duties(new Dice(Dice.Seed(seed, DiceOfDuty)));
        new DrawRequests(draw._dice, draw._setting, faults, draw._acts).All();
        var acts = draw._acts.Where(act => act.Kind is not { } kind || faults.Has(kind));
        return new Script(seed, draw._setting, faults, [.. acts.OrderBy(act => act.At)]);
    }

    /// <summary>How many lives the world of a seed has, without drawing the rest.</summary>
    public static int LivesOf(ulong seed) => LivesOf(new Dice(seed));

    private static int LivesOf(Dice dice) => FewestLives + dice.Below(MostLives - FewestLives + 1);

    private Setting Draw(int lives)
    {
        var harsh = _dice.One(0.2, 1, 1, 3);
        return new Setting
        {
            StartAt = Earliest + _dice.Within(TimeSpan.FromDays(330)),
            Horizon = _dice.Span(TimeSpan.FromHours(2), TimeSpan.FromDays(40)),
            Promises = _dice.Happens(0.06) ? 0 : 1 + _dice.Below(PromisePool.Lines.Length - 1),
            Facilities = Facilities(),
            Complaints = [.. Enumerable.Range(0, lives).Select(Id)],
            Processes = Processes(),
            CollectAfter = _dice.One(
                TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15), TimeSpan.FromHours(4)),
            NetLead = _dice.Within(TimeSpan.FromMinutes(1)),
            NetRoundLost = harsh * 0.1,
            Storage = Storage(harsh),
            LoseActivation = harsh * 0.01,
            LoseMessage = harsh * 0.05,
            DoubleMessage = harsh * 0.05,
            DelayMessage = harsh * 0.03,
            LoseTick = harsh * 0.05,
            DoubleTick = harsh * 0.05,
            DelayTick = harsh * 0.05,
            SwapTurns = harsh * 0.1,
            DelayUpTo = _dice.One(
                TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(10)),
            BoardTrouble = harsh * 0.01,
        };
    }

    private StorageHabits Storage(double harsh) => new()
    {
        WriteFailed = harsh * 0.02,
        WriteDoneButFailed = harsh * 0.02,
        WriteSlow = _dice.One(0.02, 0.1, 0.5) * harsh / 3,
        ReadFailed = harsh * 0.01,
        ReadSlow = harsh * 0.02,
        SlowUpTo = _dice.One(
            TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40)),
    };

    private ImmutableArray<Owner> Facilities() =>
    [
        .. Enumerable.Range(0, 2 + _dice.Below(4)).Select(n => new Owner(
            $"f{n}",
            n % 2 == 0 ? "3601" : "3671",
            _dice.One("hospital", "hospital", "hospital", "puskesmas", "puskesmas", "triage"),
            _dice.One("A", "C", null),
            _dice.One("pemprov", "pemkab", "swasta"))),
    ];

    // ULIDs as in production, and ids as imported data have them
    private string Id(int number)
    {
        if (number % 3 == 2)
        {
            return $"case-{number}";
        }

        return "01" + string.Create(24, _dice, static (text, dice) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Crockford[dice.Below(Crockford.Length)];
            }
        });
    }

    private ImmutableArray<WakerOptions> Processes()
    {
        var count = _faults.Has(Fault.TwoActivations) && _dice.Happens(0.4) ? 2 : 1;
        return [.. Enumerable.Range(0, count).Select(_ => Wakers())];
    }

    private WakerOptions Wakers()
    {
        var all = new WakerOptions
        {
            FacilityReminder = _dice.Happens(0.05),
            SleepAfterFiling = _dice.Happens(0.4),
        };
        return !_faults.Has(Fault.WakerOff) ? all : _dice.Below(6) switch
        {
            0 => all with { ComplaintTimer = false },
            1 => all with { FacilityBook = false },
            2 => all with { ComplaintTimer = false, FacilityBook = false },
            3 => all with { Net = false },
            _ => all,
        };
    }

    /// <summary>Storms and calms in turn: promptness can only be demanded where nothing has gone wrong for a while.</summary>
    private void Weathers()
    {
        var storm = _dice.Happens(0.7);
        for (var at = TimeSpan.Zero; at < _setting.Horizon; storm = !storm)
        {
            _acts.Add(new Weather(at, storm));
            at += _dice.Span(_setting.Horizon / 20, _setting.Horizon);
        }
    }

    private void Troubles()
    {
        Some(0.5, 3, at => new KillProcess(at, _dice.Below(_setting.Processes.Length), Downtime(), _dice.Happens(0.5)));
        if (_setting.Processes.Length > 1)
        {
            // the other one is alone for long, with whatever it remembers
            Some(0.5, 1, at => new KillProcess(at, _dice.Below(2), _dice.Span(TimeSpan.FromHours(1), _setting.Horizon), MidWrite: false));
        }

        Some(0.2, 1, at => new StopProcess(at, _dice.Below(_setting.Processes.Length), Downtime()));
        Some(0.4, 2, at => new CrashMachine(at, Downtime(), _dice.One(0, 1, 2, 2, 3)));
        Some(0.3, 2, at => new LoseStorage(at, Downtime()));
        Some(0.2, 2, at => new Suspend(at, Downtime()));
        Some(0.6, 10, at => new WakeForNothing(at, _dice.Below(_setting.Complaints.Length)));
        Some(0.3, 10, at => new DriftClock(at, TimeSpan.FromMilliseconds(1 + _dice.Below(50))));
        Some(0.3, 2, at => new StepClock(at, _dice.One(1, -1) * _dice.Span(TimeSpan.FromSeconds(6), TimeSpan.FromDays(30))));
    }

    /// <summary>Most worlds have a roster from some moment on, and change it while somebody is being told. Dice of its own leave the rest as it is.</summary>
    private void Duties(Dice dice)
    {
        if (!dice.Happens(0.6))
        {
            return;
        }

        var line = DutyPool.Draw(dice, _setting.Promises);
        _setting = _setting with { Duty = line };
        var at = dice.Happens(0.7) ? TimeSpan.Zero : dice.Within(_setting.Horizon);
        for (var number = 0; number < line.Versions.Length && at < _setting.Horizon; number++)
        {
            _acts.Add(new PutOnDuty(at, dice.Below(_setting.Processes.Length), number));
            at += dice.Happens(0.3) ? _setting.Horizon : dice.Span(TimeSpan.FromMinutes(1), _setting.Horizon);
        }
    }

    private TimeSpan Downtime() => _dice.Span(TimeSpan.FromMilliseconds(10), _dice.Happens(0.1) ? TimeSpan.FromDays(3) : TimeSpan.FromMinutes(20));

    private void Some(double chance, int most, Func<TimeSpan, Act> act)
    {
        if (_dice.Happens(chance))
        {
            for (var left = 1 + _dice.Below(most); left > 0; left--)
            {
                _acts.Add(act(_dice.Within(_setting.Horizon)));
            }
        }
    }
}
