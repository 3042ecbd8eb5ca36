namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>
/// Every alarm of suspicious silence, judged a second time from what is in the log: the section "Silence" of
/// docs/statistics.md, over all facilities, as of the look that the alarm is stamped with.
/// </summary>
internal sealed class SilencesOfTheProvince
{
    private const string Alarm = "silence";
    private const double OwnDays = 180;
    private const double ClassDays = 60;
    private const double RareDays = 60;
    private const double LeastDays = 14;

    /// <summary>Two programs may round a fraction of a day apart.</summary>
    private const double Apart = 1.0 / 86_400;

    private static readonly double Missing = Math.Log(100);

    private readonly Dictionary<string, Known> _facilities = new(StringComparer.Ordinal);
    private readonly List<Said> _said = [];

    /// <summary>Takes the events of one facility.</summary>
    /// <param name="facility">Its id.</param>
    /// <param name="events">In order.</param>
    /// <param name="versions">Finds a policy.</param>
    /// <param name="place">Where an event stands, in words.</param>
    public void Hear(string facility, IReadOnlyList<OwnEvent> events, Func<PolicyNames, OraclePolicy?> versions, Func<long, string> place)
    {
        OraclePolicy? policy = null;
        foreach (var happened in events)
        {
            policy = happened.Followed is { } followed ? versions(followed.To) : policy;
            if (happened.Card is { } card)
            {
                Of(facility).Card = (card.Kind, happened.Class, card.Owner, happened.At);
            }
            else if (happened.Alarm is { Id: Alarm } alarm && policy is not null)
            {
                _said.Add(new Said(facility, happened.At, happened.Kind == "alarmRaised", alarm.Subject, policy, place(happened.Seq)));
            }
        }
    }

    /// <summary>A complaint came to a facility.</summary>
    public void Arrive(string facility, DateTimeOffset at) => Of(facility).Arrivals.Add(at);

    /// <summary>Alarms that do not follow from the log: where, and what is wrong.</summary>
    public IEnumerable<(string Place, string What)> Wrong()
    {
        foreach (var look in _said.GroupBy(said => (said.At, said.Policy)))
        {
            var asked = look.Key.Policy.Alarms.FirstOrDefault(alarm => alarm.Id == Alarm)?.AppliesTo;
            var silences = _facilities
                .Where(f => f.Value.Card is { } card && card.At <= look.Key.At && asked?.Holds(card.Kind, card.Owner) == true)
                .ToDictionary(f => f.Key, f => Silence.Of(f.Value, look.Key.At), StringComparer.Ordinal);
            var usual = silences.Values.Where(s => s.CountedDays > 0)
                .GroupBy(s => s.Class)
                .ToDictionary(c => c.Key, c => Middle([.. c.Select(s => s.Count / s.CountedDays)]));
            foreach (var said in look)
            {
                if (Wrong(said, silences.GetValueOrDefault(said.Facility), usual) is { } wrong)
                {
                    yield return (said.Place, wrong);
                }
            }
        }
    }

    private static string? Wrong(Said said, Silence? silence, Dictionary<(string, string?), double> usual)
    {
        if (silence is null)
        {
            return said.IsRaised ? "a silence is raised of a facility that is not asked for it" : null;
        }

        var rate = (silence.Count + (ClassDays * usual.GetValueOrDefault(silence.Class))) / (silence.CountedDays + ClassDays);
        var beyond = rate * RareDays < Missing ? double.NegativeInfinity : silence.Days - Math.Max(Missing / rate, LeastDays);
        var since = said.Policy.Days.DayOf(silence.SinceAt).Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return said.IsRaised && beyond < -Apart ? $"it is raised for a silence of {silence.Days:0.00} days, which chance explains at {rate:0.000} complaints a day"
            : said.IsRaised && said.Subject != since ? $"it says silent since {said.Subject}; it was since {since}"
            : !said.IsRaised && beyond > Apart && said.Subject == since ? $"it ends while the silence of {silence.Days:0.00} days goes on"
            : null;
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    private Known Of(string facility)
    {
        if (!_facilities.TryGetValue(facility, out var known))
        {
            _facilities.Add(facility, known = new Known());
        }

        return known;
    }

    private sealed class Known
    {
        public (string Kind, string? Class, string Owner, DateTimeOffset At)? Card { get; set; }

        public List<DateTimeOffset> Arrivals { get; } = [];
    }

    private sealed record Said(string Facility, DateTimeOffset At, bool IsRaised, string Subject, OraclePolicy Policy, string Place);

    /// <summary>How long nothing has come, and what came in the half year before that: the last arrival itself is not in it.</summary>
    private sealed record Silence((string Kind, string? Class) Class, DateTimeOffset SinceAt, double Days, int Count, double CountedDays)
    {
        public static Silence Of(Known facility, DateTimeOffset look)
        {
            var (kind, level, _, knownAt) = facility.Card!.Value;
            var arrived = facility.Arrivals.Where(at => at <= look).ToList();
            var since = arrived.Count == 0 ? knownAt : arrived.Max();
            var from = since.AddDays(-OwnDays);
            from = from < knownAt ? knownAt : from;
            return new Silence(
                (kind, level),
                since,
                (look - since).TotalDays,
                arrived.Count(at => at >= from && at < since),
                (since - from).TotalDays);
        }
    }
}
