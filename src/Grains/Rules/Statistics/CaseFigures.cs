using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// The figures of a facility, a region or a province. The share never stands alone: beside it stands what a good share
/// could hide.
/// </summary>
/// <param name="Of">Whose: a facility's id, a region's code, or the province's name.</param>
/// <param name="InTime">The share answered in time, open overdue cases counted as missed.</param>
/// <param name="Open">Open now.</param>
/// <param name="OpenOverdue">Of these, past a deadline now.</param>
/// <param name="MedianAge">Age of the open ones: half are no older. None when nothing is open.</param>
/// <param name="NinetiethAge">Nine in ten are no older.</param>
/// <param name="Received">Conveyed in the window.</param>
/// <param name="Answered">First answered in the window.</param>
/// <param name="Ended">Ended in the window, however, and not opened again.</param>
public sealed record CaseFigures(
    string Of,
    ShareInTime InTime,
    int Open,
    int OpenOverdue,
    TimeSpan? MedianAge,
    TimeSpan? NinetiethAge,
    int Received,
    int Answered,
    int Ended)
{
    /// <summary>All cases as one.</summary>
    public static CaseFigures Count(
        string of, IEnumerable<CaseFacts> cases, Period window, DateTimeOffset asOf, Func<Promise, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var count = new CaseCount(window, asOf, counts);
        foreach (var facts in cases.Where(facts => facts.ConveyedAt <= asOf))
        {
            count.Add(facts.AsOf(asOf));
        }

        return count.Figures(of);
    }

    /// <summary>One line for each facility, or each region, in the order of their names.</summary>
    public static ImmutableArray<CaseFigures> CountEach(
        IEnumerable<CaseFacts> cases,
        Func<CaseFacts, string> placeOf,
        Period window,
        DateTimeOffset asOf,
        Func<Promise, bool> counts) =>
        [.. cases.GroupBy(placeOf, StringComparer.Ordinal)
            .OrderBy(place => place.Key, StringComparer.Ordinal)
            .Select(place => Count(place.Key, place, window, asOf, counts))];

    /// <summary>Every promise counts.</summary>
    public static bool Every(Promise _) => true;

    /// <summary>The promises of one clock count.</summary>
    public static Func<Promise, bool> Only(string clock) => promise => promise.Clock == clock;
}
