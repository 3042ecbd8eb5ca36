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
    public static FiguresView Of(string audience, Period window, IReadOnlyCollection<CaseFacts> cases) => new(
        audience,
        window.FromAt,
        window.UntilAt,
        FiguresLine.From(CaseFigures.Count(audience, cases, window, window.UntilAt, CaseFigures.Every)),
        Each(cases, facts => facts.Region, window),
        Each(cases, facts => facts.Facility, window));

    private static ImmutableArray<FiguresLine> Each(
        IEnumerable<CaseFacts> cases, Func<CaseFacts, string> placeOf, Period window) =>
        [.. CaseFigures.CountEach(cases, placeOf, window, window.UntilAt, CaseFigures.Every).Select(FiguresLine.From)];
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
