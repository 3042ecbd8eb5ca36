using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Monitoring.Silo.Replay;

/// <summary>
/// Which column of a recorded file says what. Either one row is a case (<c>id</c>, <c>openedAt</c>, <c>closedAt</c>),
/// or one row is an event of a case (<c>case</c>, <c>at</c>, <c>state</c>, <c>verbs</c>).
/// </summary>
public sealed record ReplayMap
{
    public string? Id { get; init; }

    public string? Facility { get; init; }

    public string? Channel { get; init; }

    public string? Category { get; init; }

    public string? Class { get; init; }

    public string? Grade { get; init; }

    public string? OpenedAt { get; init; }

    public string? DueAt { get; init; }

    public string? ClosedAt { get; init; }

    /// <summary>Column of the case's id, in a log of events.</summary>
    public string? Case { get; init; }

    /// <summary>Column of the instant of an event.</summary>
    public string? At { get; init; }

    /// <summary>Column of the state after an event.</summary>
    public string? State { get; init; }

    // set, not init: generated JSON code would overwrite the defaults of init members that the file leaves out

    /// <summary>What reaching a state asks of the complaint.</summary>
    public ImmutableDictionary<string, string> Verbs { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>IANA name of the zone in which the stamps are written.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>.NET formats of the stamps, tried in order.</summary>
    public ImmutableArray<string> TimeFormats { get; set; } = ["yyyy-MM-dd HH:mm:ss"];

    /// <summary>Values that mean nothing is there.</summary>
    public ImmutableArray<string> Nulls { get; set; } = [""];

    public StampShift Shift { get; init; }

    [JsonIgnore]
    public bool IsEventLog => Case is not null;

    /// <summary>Reads a map.</summary>
    /// <exception cref="InvalidDataException">It is not one, and why.</exception>
    public static ReplayMap Read(string json, string name)
    {
        try
        {
            var map = JsonSerializer.Deserialize(json, ReplayJson.Default.ReplayMap)
                ?? throw new InvalidDataException($"{name} is empty.");
            map.Check(name);
            return map;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    private void Check(string name)
    {
        var missing = IsEventLog
            ? Missing(("at", At), ("state", State))
            : Missing(("id", Id), ("openedAt", OpenedAt));
        if (missing is not null)
        {
            throw new InvalidDataException($"{name}: it names no column for {missing}.");
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
        {
            throw new InvalidDataException($"{name}: there is no time zone {TimeZone}.");
        }

        if (Verbs.Values.FirstOrDefault(v => !RecordedStep.Verbs.Contains(v)) is { } verb)
        {
            throw new InvalidDataException(
                $"{name}: there is no verb {verb}; there are {string.Join(", ", RecordedStep.Verbs)}.");
        }
    }

    private static string? Missing(params (string Name, string? Column)[] columns) =>
        columns.FirstOrDefault(c => c.Column is null).Name;
}

/// <summary>What was done to the stamps of a file before it was published.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StampShift>))]
public enum StampShift
{
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Converted to local time twice: local time less the zone's UTC offset.</summary>
    [JsonStringEnumMemberName("utc-offset")]
    UtcOffset,
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ReplayMap))]
internal sealed partial class ReplayJson : JsonSerializerContext;
