using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>
/// A year in which nothing is wrong: complaints come by chance, nineteen in twenty are answered in time and all payers
/// alike, one closing in twenty is reopened, one zero-report in fifty is forgotten, holds fall at any time. Every alarm of it
/// is a false one, except the deadlines that are really missed.
/// </summary>
internal sealed class NormalYear
{
    private const double InTime = 0.95;

    /// <summary>02:00 in Jakarta, the night in which whatever is judged by the calendar is judged, for all facilities at once.</summary>
    private static readonly TimeSpan AtNight = TimeSpan.FromHours(19);

    private readonly List<(string Source, DateTimeOffset At)> _alarms = [];
    private readonly Chance _chance;
    private readonly List<Life> _lives = [];

    public NormalYear(int seed)
    {
        _chance = new Chance(seed);
        var province = PlantedSilence.Draw(_chance);
        var usual = PlantedSilence.Usual(province, new SilenceThresholds());
        foreach (var (facility, arrivals) in province)
        {
            var cases = UnitLives.Draw(_chance, facility, arrivals);
            Add("silence", PlantedSilence.Alarms(facility, arrivals, usual, new SilenceThresholds()));
            Add("cluster", UnitLives.Alarms(cases).Select(alarm => alarm.At));
            Add("zero-report", MissedZeroReports(facility, arrivals, usual[facility.Class]));
            _lives.AddRange(cases.Select(facts => new Life(facts, _chance.Is(InTime), _chance)));
        }

        Add("deadline", _lives.Where(life => !life.IsInTime).Select(life => life.BreachAt)
            .Where(at => at >= Province.YearAt && at < Province.EndAt));
        JudgeMonths();
        JudgeTreatment();
    }

    /// <summary>Everything that reaches the province's wall, with where it comes from.</summary>
    public IReadOnlyList<(string Source, DateTimeOffset At)> Alarms => _alarms;

    /// <summary>The months' R3 findings, which the regencies' desks hear of and the wall does not.</summary>
    public int ToRegencies { get; private set; }

    private void Add(string source, IEnumerable<DateTimeOffset> alarms) =>
        _alarms.AddRange(alarms.Select(at => (source, at)));

    private IEnumerable<DateTimeOffset> MissedZeroReports(SimulatedFacility facility, double[] arrivals, double usualRate)
    {
        var received = PlantedSilence.ReceivedOf(facility, arrivals);
        var next = 0;
        var last = _chance.Uniform(Province.History - 7, Province.History);
        while (last < Province.History + 365)
        {
            while (next < arrivals.Length && arrivals[next] <= last)
            {
                next++;
            }

            var silence = SuspiciousSilence.Of(
                received with { At = received.At[..next], ZeroReportAt = Province.Start.AddDays(last) }, usualRate, new SilenceThresholds());
            var due = last + 7;
            if (next < arrivals.Length && arrivals[next] <= due)
            {
                last = arrivals[next];
                continue;
            }

            var isForgotten = _chance.Is(0.02);
            if (isForgotten && silence.ZeroReportDueAt is { } at && at < Province.EndAt)
            {
                yield return at;
            }

            last = isForgotten ? due + 1 : due - _chance.Uniform(0, 1);
        }
    }

    /// <summary>On the tenth: the month's indicator of every hospital, the reopen rate and the holds of every facility.</summary>
    private void JudgeMonths()
    {
        var byFacility = _lives.GroupBy(life => life.Facts.Facility).ToArray();
        foreach (var facility in byFacility)
        {
            var months = new List<ResponseIndicator>();
            for (var month = 0; month < 12; month++)
            {
                var from = Province.YearAt.AddMonths(month);
                var conveyed = facility.Where(life => new Period(from, from.AddMonths(1)).Holds(life.Facts.ConveyedAt)).ToArray();
                var judgedAt = from.AddMonths(1).AddDays(9) + AtNight;
                months.Add(new ResponseIndicator(
                    new Period(from, from.AddMonths(1)), conveyed.Length, conveyed.Count(life => life.IsInTime), 0, null));
                var rung = facility.Key.StartsWith("rs", StringComparison.Ordinal)
                    ? ResponseIndicator.Judge(months, new IndicatorThresholds()).Rung
                    : null;
                ToRegencies += rung == "R3" ? 1 : 0;
                Add("indicator", rung == "R4" ? [judgedAt] : []);
            }

            var holds = facility.Where(life => life.Hold is not null).Select(life => life.Facts with { Moments = [life.Hold!] });
            Add("holds", GamingPattern.Holds(holds, new GamingThresholds()).IsAlarm ? [Province.EndAt] : []);
            for (var quarter = 1; quarter <= 4; quarter++)
            {
                var asOf = Province.YearAt.AddDays(91 * quarter) + AtNight;
                Add("reopening", ReopenRate.Of(facility.Select(life => life.Closed()), asOf, new ReopenThresholds()).IsAlarm ? [asOf] : []);
            }
        }
    }

    /// <summary>Every Monday night, over the quarter that ends then; an alarm is new when it was none the week before.</summary>
    private void JudgeTreatment()
    {
        var cases = _lives.Select(life => life.ByPayer).ToArray();
        var standing = new HashSet<string>();
        for (var week = 0; week < 52; week++)
        {
            var asOf = Province.YearAt.AddDays(7 * week) + AtNight;
            var alarms = EqualTreatment.Judge(cases, EqualTreatment.Payer, asOf, new EqualTreatmentThresholds())
                .Where(verdict => verdict.IsAlarm).Select(verdict => verdict.Facility).ToHashSet();
            Add("equal treatment", alarms.Where(facility => !standing.Contains(facility)).Select(_ => asOf));
            standing = alarms;
        }
    }

    /// <summary>How one complaint went.</summary>
    private sealed class Life
    {
        private readonly TimeSpan _closedAfter;
        private readonly bool _isReopened;

        public Life(CaseFacts facts, bool isInTime, Chance chance)
        {
            (Facts, IsInTime) = (facts, isInTime);
            ByPayer = PayerLives.Draw(chance, facts.Facility, 1, facts.ConveyedAt, 0, 1).Single();
            var red = ByPayer.FirstGrade == "red";
            // red and yellow reach the wall at or a day after the breach, green five working days after it
            BreachAt = facts.ConveyedAt + TimeSpan.FromHours(red ? 24 : ByPayer.FirstGrade == "yellow" ? 96 : 336);
            _closedAfter = TimeSpan.FromDays(chance.Uniform(1, 20));
            _isReopened = chance.Is(0.05);
            var promise = new Promise("settle", facts.ConveyedAt, facts.ConveyedAt.AddDays(14));
            Hold = chance.Is(0.1)
                ? new CaseMoment(MomentKind.Held, facts.ConveyedAt.AddDays(chance.Uniform(0, 14))) { Ahead = promise }
                : null;
        }

        public CaseFacts Facts { get; }

        public CaseFacts ByPayer { get; }

        public bool IsInTime { get; }

        public DateTimeOffset BreachAt { get; }

        public CaseMoment? Hold { get; }

        public CaseFacts Closed()
        {
            var closed = new CaseMoment(MomentKind.Closed, Facts.ConveyedAt + _closedAfter);
            return Facts with
            {
                Moments = _isReopened
                    ? [closed, new CaseMoment(MomentKind.Reopened, closed.At.AddDays(5), Side.Complainant)]
                    : [closed],
            };
        }
    }
}
