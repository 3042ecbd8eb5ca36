using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.LiveBoard.Figures;

/// <summary>The figures of an audience: all of it, each region, each facility.</summary>
/// <param name="Audience">Whose.</param>
/// <param name="FromAt">In which window deadlines, arrivals and answers count: from here ...</param>
/// <param name="UntilAt">... to now.</param>
/// <param name="All">Everything the audience sees.</param>
/// <param name="Regions">By code.</param>
/// <param name="Facilities">By id; those without any complaint have no line.</param>
public sealed record FiguresView(
    string Audience,
    DateTimeOffset FromAt,
    DateTimeOffset UntilAt,
    FiguresLine All,
    ImmutableArray<FiguresLine> Regions,
    ImmutableArray<FiguresLine> Facilities)
{
    /// <summary>Counts cases as they come; none is held.</summary>
    public static FiguresView Of(string audience, Period window, IEnumerable<CaseFacts> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var all = new CaseCount(window, window.UntilAt, CaseFigures.Every);
        var regions = new SortedDictionary<string, CaseCount>(StringComparer.Ordinal);
        var facilities = new SortedDictionary<string, CaseCount>(StringComparer.Ordinal);
        foreach (var recorded in cases)
        {
            // the line of a place stands there for what is still to come as well
            var (region, facility) = (Line(regions, recorded.Region, window), Line(facilities, recorded.Facility, window));
            if (recorded.ConveyedAt <= window.UntilAt)
            {
                var known = recorded.AsOf(window.UntilAt);
                all.Add(known);
                region.Add(known);
                facility.Add(known);
            }
        }

        return new FiguresView(
            audience, window.FromAt, window.UntilAt, FiguresLine.From(all.Figures(audience)), Lines(regions), Lines(facilities));
    }

    private static CaseCount Line(SortedDictionary<string, CaseCount> lines, string place, Period window)
    {
        if (!lines.TryGetValue(place, out var line))
        {
            lines.Add(place, line = new CaseCount(window, window.UntilAt, CaseFigures.Every));
        }

        return line;
    }

    private static ImmutableArray<FiguresLine> Lines(SortedDictionary<string, CaseCount> lines) =>
        [.. lines.Select(line => FiguresLine.From(line.Value.Figures(line.Key)))];
}

/// <summary>One line of figures.</summary>
/// <param name="Of">The audience, a region's code, a facility's id.</param>
/// <param name="Due">Cases with a deadline in the window, and open cases overdue from before it.</param>
/// <param name="InTime">Of these, those that kept every deadline.</param>
/// <param name="Missed">The others; open overdue cases among them.</param>
/// <param name="Share">In time of due; absent when nothing was due.</param>
/// <param name="Open">Open now.</param>
/// <param name="OpenOverdue">Of these, past a deadline.</param>
/// <param name="MedianAgeHours">Age of the open ones since registration: half are no older.</param>
/// <param name="NinetiethAgeHours">Nine in ten are no older.</param>
/// <param name="Received">Registered in the window.</param>
/// <param name="Answered">First answered in the window.</param>
/// <param name="Ended">Ended in the window, and not opened again.</param>
public sealed record FiguresLine(
    string Of,
    int Due,
    int InTime,
    int Missed,
    double? Share,
    int Open,
    int OpenOverdue,
    double? MedianAgeHours,
    double? NinetiethAgeHours,
    int Received,
    int Answered,
    int Ended)
{
    internal static FiguresLine From(CaseFigures counted) => new(
        counted.Of,
        counted.InTime.Due,
        counted.InTime.InTime,
        counted.InTime.Missed,
        counted.InTime.Share,
        counted.Open,
        counted.OpenOverdue,
        counted.MedianAge?.TotalHours,
        counted.NinetiethAge?.TotalHours,
        counted.Received,
        counted.Answered,
        counted.Ended);
}

/// <summary>The one JSON form of figures.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FiguresView))]
public sealed partial class FiguresJson : JsonSerializerContext;
