using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains;
using Monitoring.Silo.Http.Json;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>The drill as <c>GET /api/v1/drill</c> tells it.</summary>
/// <param name="Now">The server's time.</param>
/// <param name="Seed">Of the script.</param>
/// <param name="Faults">Every fault that can be started, and for how long the script would.</param>
/// <param name="Script">What the script does next.</param>
/// <param name="Runs">The latest faults, those that are on included, the latest first.</param>
/// <param name="Counted">Over all faults that are over since the server was started.</param>
internal sealed record DrillView(
    DateTimeOffset Now,
    int Seed,
    ImmutableArray<FaultView> Faults,
    ImmutableArray<PlannedView> Script,
    ImmutableArray<RunView> Runs,
    CountedView Counted)
{
    private const int Ahead = 5;

    public static DrillView Of(FaultBook book, DateTimeOffset now)
    {
        var (refused, acknowledged, found) = book.Totals.Read();
        return new DrillView(
            now,
            book.Seed,
            [.. FaultKinds.All.Select(kind => new FaultView(kind.Id, (int)kind.Shortest.TotalSeconds))],
            [.. book.Ahead(Ahead).Select(p => new PlannedView(FaultKinds.Of(p.Fault).Id, p.At, (int)p.Length.TotalSeconds))],
            [.. book.Runs.Select(RunView.Of)],
            new CountedView(refused, acknowledged, FoundView.Of(found)));
    }
}

/// <summary>A fault that can be started.</summary>
/// <param name="Fault">Its id.</param>
/// <param name="Seconds">For how long, if nobody says otherwise.</param>
internal sealed record FaultView(string Fault, int Seconds);

/// <summary>A fault that the script will start.</summary>
internal sealed record PlannedView(string Fault, DateTimeOffset At, int Seconds);

/// <summary>One fault from its start to what came of it.</summary>
/// <param name="Number">Counts the faults since the server was started.</param>
/// <param name="Fault">Its id.</param>
/// <param name="Scripted">True if the script started it, false if a person did.</param>
/// <param name="Phase"><c>on</c>; <c>settling</c> while the product catches up; <c>done</c>; <c>broken-off</c>.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndsAt">When it is to end.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Refused">Complaints answered 503 since it started.</param>
/// <param name="Acknowledged">Complaints that somebody was told are registered.</param>
/// <param name="ScreensCut">Connections cut by it.</param>
/// <param name="ScreensBack">Connections that came about since.</param>
/// <param name="SlowestMs">The longest that a gateway, other than a flood's, waited for its 201.</param>
/// <param name="Found">What the log says of it; absent until the product has caught up, or should have.</param>
internal sealed record RunView(
    int Number,
    string Fault,
    bool Scripted,
    string Phase,
    DateTimeOffset StartedAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? EndedAt,
    int Refused,
    int Acknowledged,
    int ScreensCut,
    int ScreensBack,
    int SlowestMs,
    FoundView? Found)
{
    public static RunView Of(FaultRun run) => new(
        run.Number,
        FaultKinds.Of(run.Fault).Id,
        run.Scripted,
        PhaseOf(run),
        run.StartedAt.ToWholeMilliseconds(),
        run.EndsAt.ToWholeMilliseconds(),
        run.EndedAt,
        run.Intake.Refused,
        run.Intake.Acknowledged.Count,
        run.ScreensCut,
        run.ScreensBack,
        (int)run.Slowest.TotalMilliseconds,
        run.Found is { } found ? FoundView.Of(found) : null);

    private static string PhaseOf(FaultRun run) => run switch
    {
        { EndedAt: null } => "on",
        { BrokeOff: true } => "broken-off",
        { Found: null } => "settling",
        _ => "done",
    };
}

/// <summary>What was counted over all faults.</summary>
/// <param name="Refused">Complaints answered 503.</param>
/// <param name="Acknowledged">Complaints answered 201.</param>
/// <param name="Found">What the log says of them, and of the deadlines.</param>
internal sealed record CountedView(int Refused, int Acknowledged, FoundView Found);

/// <inheritdoc cref="Findings"/>
internal sealed record FoundView(int Lost, int Breaches, int Late, int LatestMs, int Missing, int Doubled)
{
    public static FoundView Of(Findings found) => new(
        found.Lost, found.Breaches, found.Late, (int)found.Latest.TotalMilliseconds, found.Missing, found.Doubled);
}

/// <summary>For how long a fault is to be on.</summary>
internal sealed record FaultBody
{
    /// <summary>Whole seconds; 0 ends it now.</summary>
    public int? Seconds { get; init; }
}

/// <summary>What became of the wish to start or end a fault.</summary>
/// <param name="Fault">Its id.</param>
/// <param name="On">Whether it is on now.</param>
/// <param name="EndsAt">Until when.</param>
internal sealed record FaultAnswer(string Fault, bool On, DateTimeOffset? EndsAt);

/// <summary>The JSON of the drill.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantJson)])]
[JsonSerializable(typeof(DrillView))]
[JsonSerializable(typeof(FaultAnswer))]
internal sealed partial class DrillJson : JsonSerializerContext;

/// <summary>What comes in, read strictly.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    MaxDepth = 4)]
[JsonSerializable(typeof(FaultBody))]
internal sealed partial class FaultBodyJson : JsonSerializerContext;
