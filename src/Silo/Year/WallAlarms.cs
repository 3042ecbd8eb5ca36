using System.Collections.Immutable;
using Monitoring.Grains.Feed;

namespace Monitoring.Silo.Year;

/// <summary>
/// The alarms of a wall, counted from its feed as the page counts them: an alarm is a case that turns red, because a promise of
/// it was broken and nobody has taken that. A broken promise of a facility itself is one too.
/// </summary>
internal sealed class WallAlarms
{
    /// <summary>The wall's own gauge: above ten in ten minutes it groups, below five it lists again.</summary>
    public const int FloodAbove = 10;

    private const int FloodEndsBelow = 5;

    private readonly List<(DateTimeOffset At, string Clock)> _lit = [];
    private readonly List<(DateTimeOffset At, string Clock)> _called = [];
    private readonly List<(DateTimeOffset At, string Clock)> _compared = [];

    public static TimeSpan Within { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Cases that turned red.</summary>
    public AlarmRate Lit => new(_lit);

    /// <summary>What told the province itself: a rung of its own, or a higher one.</summary>
    public AlarmRate Called => new(_called);

    /// <summary>What was found by comparing facilities with one another.</summary>
    public AlarmRate Found => new(_compared);

    /// <summary>A facility strikes beside all others.</summary>
    public void Compared(DateTimeOffset at, string alarm, ImmutableArray<string> rungs)
    {
        _compared.Add((at, alarm));
        Call(at, alarm, rungs);
    }

    public void Take(FeedItem item)
    {
        var at = item.DecidedAt ?? item.At;
        var clock = item.Clock ?? item.OverdueClock ?? item.Kind;
        var turnsRed = item.Complaint is null
            ? item.Kind == "breached"
            : item is { Standing: Standing.Overdue, Imported: false } && item.Was != Standing.Overdue;
        if (turnsRed)
        {
            _lit.Add((at, clock));
        }

        Call(at, clock, item.Rungs ?? []);
    }

    private void Call(DateTimeOffset at, string what, ImmutableArray<string> rungs)
    {
        if (rungs.Any(rung => rung is "R4" or "R5" or "R6"))
        {
            _called.Add((at, what));
        }
    }

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
