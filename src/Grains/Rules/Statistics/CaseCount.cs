using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>Counts the figures of a place case by case, so that nobody needs to hold them all. Of the open ones it keeps the age.</summary>
/// <param name="window">In which deadlines, arrivals and answers count.</param>
/// <param name="asOf">Now.</param>
/// <param name="counts">Which promises count.</param>
public sealed class CaseCount(Period window, DateTimeOffset asOf, Func<Promise, bool> counts)
{
    private readonly List<TimeSpan> _ages = [];
    private ShareInTime _inTime;
    private int _received;
    private int _answered;
    private int _ended;

    /// <summary>Takes a case as known now.</summary>
    public void Add(CaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _inTime += ShareInTime.Of(facts, window, asOf, counts);
        if (facts.IsOpen)
        {
            _ages.Add(asOf - facts.ConveyedAt);
        }

        _received += window.Holds(facts.ConveyedAt) ? 1 : 0;
        _answered += facts.AnsweredAt is { } at && window.Holds(at) ? 1 : 0;
        _ended += facts.Ending is { } ending && window.Holds(ending.At) ? 1 : 0;
    }

    /// <summary>The figures of all that were taken.</summary>
    public CaseFigures Figures(string of) => new(
        of,
        _inTime,
        _ages.Count,
        _inTime.OpenOverdue,
        Quantile.NearestRank(_ages, 0.5),
        Quantile.NearestRank(_ages, 0.9),
        _received,
        _answered,
        _ended);
}
