using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>An alarm as it was raised or ended.</summary>
/// <param name="Id">Which finding.</param>
/// <param name="Subject">About what.</param>
/// <param name="DecidedAt">When it was found.</param>
/// <param name="Rungs">Who was told; nobody of one that ended.</param>
/// <param name="Cases">Cases behind it.</param>
internal sealed record OwnAlarm(
    string Id, string Subject, DateTimeOffset DecidedAt, ImmutableArray<string> Rungs, ImmutableArray<string> Cases)
{
    public static OwnAlarm Read(JsonElement json) => new(
        json.GetProperty("alarm").GetString()!,
        Filing.Text(json, "subject") ?? "",
        json.GetProperty("decidedAt").GetDateTimeOffset(),
        Words(json, "rungs"),
        Words(json, "cases"));

    private static ImmutableArray<string> Words(JsonElement json, string name) =>
        json.TryGetProperty(name, out var words) && words.ValueKind == JsonValueKind.Array
            ? [.. words.EnumerateArray().Select(word => word.GetString()!)]
            : [];
}

/// <summary>Who hears of which finding about which facilities, as the pack writes it.</summary>
internal sealed record AlarmText(string Id, ForFacilities AppliesTo, ImmutableArray<string> Rungs)
{
    private const int MostCases = 10;

    public static AlarmText Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        ForFacilities.Read(json.GetProperty("appliesTo")),
        [.. json.GetProperty("rungs").EnumerateArray().Select(rung => rung.GetString()!)]);

    /// <summary>What is wrong with an alarm that was raised, beside whether it is true.</summary>
    public static string? Wrong(OwnAlarm raised, OraclePolicy policy, string kind, string owner)
    {
        var asked = policy.Alarms.FirstOrDefault(alarm => alarm.Id == raised.Id);
        return asked is null || !asked.AppliesTo.Holds(kind, owner) ? $"the pack does not ask for {raised.Id} of such a facility"
            : raised.Cases.Length > MostCases ? $"it names {raised.Cases.Length} cases"
            : asked.Told(raised.Rungs) ? null
            : $"it told [{string.Join(' ', raised.Rungs)}]: {raised.Id}";
    }

    /// <summary>Of the indicator it depends on what was found who hears of it.</summary>
    private bool Told(ImmutableArray<string> rungs) => Id == "indicator_below" ? rungs is ["R3"] or ["R4"] : rungs.SequenceEqual(Rungs);
}
