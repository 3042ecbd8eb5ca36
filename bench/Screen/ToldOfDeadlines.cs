using Monitoring.Bench.Load;
using Monitoring.Bench.Report;

namespace Monitoring.Bench.Screen;

/// <summary>Holds what a screen was told against the deadlines that were set.</summary>
internal sealed class ToldOfDeadlines
{
    /// <param name="deadlines">The deadline that each complaint was filed with.</param>
    /// <param name="arrivals">What the screen was told.</param>
    public ToldOfDeadlines(IReadOnlyDictionary<string, DateTimeOffset> deadlines, Arrivals arrivals)
    {
        var told = deadlines
            .Select(d => (DueAt: d.Value, Arrival: arrivals.Of(d.Key)))
            .Where(t => t.Arrival is not null)
            .Select(t => (t.DueAt, Arrival: t.Arrival!))
            .ToArray();
        Missing = deadlines.Count - told.Length;
        Early = told.Count(t => t.Arrival.Item.DecidedAt < t.DueAt || t.Arrival.At < t.DueAt);
        WrongStamp = told.Count(t => t.Arrival.Item.DueAt != t.DueAt || t.Arrival.Item.At != t.DueAt);
        (Gaps, Doubles) = (arrivals.Gaps, arrivals.Doubles);
        Noticed = new Spread(told.Select(t => (t.Arrival.Item.DecidedAt ?? t.Arrival.At) - t.DueAt));
        Arrived = new Spread(told.Select(t => t.Arrival.At - t.DueAt));
    }

    public int Missing { get; }

    /// <summary>Noticed or shown before the deadline.</summary>
    public int Early { get; }

    /// <summary>Stamped with another instant than the deadline.</summary>
    public int WrongStamp { get; }

    public int Gaps { get; }

    public int Doubles { get; }

    /// <summary>From the deadline until the grain decided, which is just before the commit.</summary>
    public Spread Noticed { get; }

    /// <summary>From the deadline until the frame arrived, which is after the commit.</summary>
    public Spread Arrived { get; }

    /// <summary>What must not happen, however fast or slow.</summary>
    public void Judge(MeasureFigures figures)
    {
        figures.MustBeNone("early", Early);
        figures.MustBeNone("missing", Missing);
        figures.MustBeNone("told twice", Doubles);
        figures.MustBeNone("stamped otherwise than with the deadline", WrongStamp);
        figures.MustBeNone("gaps in the feed's numbers", Gaps);
    }
}
