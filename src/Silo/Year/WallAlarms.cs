using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Silo.Year;

/// <summary>
/// The alarms of a wall, counted from its feed as the page counts them (<c>live/alarms.ts</c>). Whatever newly asks for somebody
/// lights up: a case that turns red because a promise of it was broken and nobody has taken that, a broken promise of a facility
/// itself, a finding about one. What lights up at one instant for the same reason is one alarm, with a number.
/// </summary>
internal sealed class WallAlarms
{
    /// <summary>The wall's own gauge: above ten in ten minutes it groups, below five it lists again.</summary>
    public const int FloodAbove = 10;

    private const int FloodEndsBelow = 5;

    private readonly List<(DateTimeOffset At, string Clock)> _lit = [];
    private readonly List<(DateTimeOffset At, string Clock)> _red = [];
    private readonly List<(DateTimeOffset At, string Clock)> _called = [];
    private readonly List<(DateTimeOffset At, string Clock)> _found = [];
    private readonly List<(string Facility, string Alarm, DateTimeOffset At)> _about = [];
    private readonly Dictionary<(DateTimeOffset DueAt, string Reason), Together> _together = [];

    public static TimeSpan Within { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Everything that lit up, each by itself.</summary>
    public AlarmRate Lit => new(_lit);

    /// <summary>Of these, the cases that turned red.</summary>
    public AlarmRate Red => new(_red);

    /// <summary>The alarms: what lit up together counts once.</summary>
    public AlarmRate Raised => new([.. _together.Values.Select(one => (one.At, one.Reason))]);

    /// <summary>What told the province itself: a rung of its own, or a higher one.</summary>
    public AlarmRate Called => new(_called);

    /// <summary>Of what lit up, what was found by comparing facilities with one another.</summary>
    public AlarmRate Found => new(_found);

    /// <summary>What lit up together, the most first.</summary>
    public IEnumerable<Together> Largest => _together.Values.OrderByDescending(one => one.Count).ThenBy(one => one.At);

    /// <summary>The findings about one facility, in the order in which they were raised.</summary>
    public IEnumerable<(string Alarm, DateTimeOffset At)> About(string facility) =>
        _about.Where(one => one.Facility == facility).Select(one => (one.Alarm, one.At));

    public void Take(FeedItem item)
    {
        var at = item.DecidedAt ?? item.At;
        if (Reason(item) is { } reason)
        {
            _lit.Add((at, reason));
            if (item.Complaint is not null)
            {
                _red.Add((at, reason));
            }
            else if (item.Alarm is not null)
            {
                Find(at, item.Alarm, item.Facility);
            }

            var together = (item.At, item.Complaint is null || item.Kind == "breached" ? reason : $"{reason} {item.Complaint}");
            if (!_together.TryGetValue(together, out var alarm))
            {
                _together[together] = alarm = new Together(at, reason);
            }

            alarm.Add(item.Facility);
        }

        if (item.Rungs is { } rungs && rungs.Any(rung => rung is "R4" or "R5" or "R6"))
        {
            _called.Add((at, item.Clock ?? item.Alarm ?? item.Kind));
        }
    }

    private void Find(DateTimeOffset at, string alarm, string facility)
    {
        _about.Add((facility, alarm, at));
        if (AlarmIds.OfTheProvince.Contains(alarm))
        {
            _found.Add((at, alarm));
        }
    }

    /// <summary>Why an item lights up: the clock or the finding; null where it does not.</summary>
    private static string? Reason(FeedItem item) => item switch
    {
        { Complaint: null, Kind: "facilityBreached" } => item.Clock,
        { Complaint: null, Kind: "alarmRaised" } => item.Alarm,
        { Complaint: null } => null,
        { Standing: Standing.Overdue, Imported: false } when item.Was != Standing.Overdue => item.Clock ?? item.OverdueClock ?? item.Kind,
        _ => null,
    };

    /// <summary>How often the gauge turned on.</summary>
    public static int Floods(IEnumerable<DateTimeOffset> alarms)
    {
        var (recent, on, floods) = (new Queue<DateTimeOffset>(), false, 0);
        foreach (var at in alarms.Order())
        {
            Forget(at - Within);
            recent.Enqueue(at);
            floods += !on && recent.Count > FloodAbove ? 1 : 0;
            on = on || recent.Count > FloodAbove;
        }

        return floods;

        void Forget(DateTimeOffset until)
        {
            while (recent.TryPeek(out var first) && first <= until)
            {
                recent.Dequeue();
            }

            on = on && recent.Count >= FloodEndsBelow;
        }
    }
}

/// <summary>What lit up at one instant for one reason.</summary>
/// <param name="at">When it was first noticed.</param>
/// <param name="reason">The clock or the finding.</param>
internal sealed class Together(DateTimeOffset at, string reason)
{
    private readonly HashSet<string> _facilities = new(StringComparer.Ordinal);

    public DateTimeOffset At => at;

    public string Reason => reason;

    /// <summary>How many cases, or facilities.</summary>
    public int Count { get; private set; }

    public int Facilities => _facilities.Count;

    public void Add(string facility)
    {
        Count++;
        _facilities.Add(facility);
    }
}

/// <summary>How thick alarms come.</summary>
internal sealed class AlarmRate(IReadOnlyCollection<(DateTimeOffset At, string Clock)> alarms)
{
    private readonly List<(DateTimeOffset At, string Clock)> _sorted = [.. alarms.OrderBy(a => a.At)];

    public int Count => _sorted.Count;

    public int Floods => WallAlarms.Floods(_sorted.Select(a => a.At));

    public double PerTenMinutes(int days) => Count / (TimeSpan.FromDays(days) / WallAlarms.Within);

    public IEnumerable<(string Clock, int Count)> ByClock => _sorted
        .GroupBy(a => a.Clock).Select(g => (g.Key, g.Count())).OrderByDescending(c => c.Item2).ThenBy(c => c.Key, StringComparer.Ordinal);

    /// <summary>The thickest ten minutes of each day that has more than so many in any, the thickest first.</summary>
    public IEnumerable<Burst> Bursts(int above)
    {
        var (bursts, first) = (new List<Burst>(), 0);
        for (var last = 0; last < _sorted.Count; last++)
        {
            while (_sorted[last].At - _sorted[first].At >= WallAlarms.Within)
            {
                first++;
            }

            if (last - first + 1 > above)
            {
                var most = _sorted[first..(last + 1)].GroupBy(a => a.Clock).MaxBy(g => g.Count())!;
                bursts.Add(new Burst(_sorted[first].At, last - first + 1, most.Key, most.Count()));
            }
        }

        return bursts.GroupBy(b => b.At.Date).Select(day => day.MaxBy(b => b.Count)!).OrderByDescending(b => b.Count).ThenBy(b => b.At);
    }
}

/// <summary>Ten minutes with many alarms.</summary>
/// <param name="At">When they began.</param>
/// <param name="Count">How many.</param>
/// <param name="Clock">The clock that has most of them.</param>
/// <param name="OfClock">How many it has.</param>
internal sealed record Burst(DateTimeOffset At, int Count, string Clock, int OfClock);
