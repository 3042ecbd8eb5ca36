using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>What was known of a complaint when it was registered.</summary>
internal sealed record Filing(
    CaseOwner Owner,
    CaseTraits Traits,
    string? Grade,
    DateTimeOffset ConveyedAt,
    DateTimeOffset? IncidentAt,
    PolicyNames Policy)
{
    public static Filing Read(JsonElement json) => new(
        CaseOwner.Read(json.GetProperty("owner")),
        CaseTraits.Read(json.GetProperty("traits")),
        Text(json, "grade"),
        json.GetProperty("conveyedAt").GetDateTimeOffset(),
        Instant(json, "incidentAt"),
        ReadPolicy(json.GetProperty("policy")));

    internal static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) ? text.GetString() : null;

    internal static DateTimeOffset? Instant(JsonElement json, string name) =>
        json.TryGetProperty(name, out var at) && at.ValueKind != JsonValueKind.Null ? at.GetDateTimeOffset() : null;

    internal static PolicyNames ReadPolicy(JsonElement json) => new(
        json.GetProperty("pack").GetString()!,
        json.GetProperty("packVersion").GetString()!,
        json.GetProperty("calendar").GetString()!,
        json.GetProperty("calendarVersion").GetString()!);
}

/// <summary>What a promise may ask about the facility that owns a case.</summary>
internal sealed record CaseOwner(string Kind, string Ownership, string Facility, string Region, string? Class)
{
    /// <summary>Where complaints lie that name no facility.</summary>
    public bool IsTriage => Kind == "triage";

    public static CaseOwner Read(JsonElement json) =>
        new(
            json.GetProperty("kind").GetString()!,
            json.GetProperty("ownership").GetString()!,
            Filing.Text(json, "facility") ?? "",
            Filing.Text(json, "region") ?? "",
            Filing.Text(json, "class"));
}

/// <summary>What a promise may ask about a case itself.</summary>
internal sealed record CaseTraits(
    string Channel, string? Category, string? Class, bool Whistleblower, bool Imported, DateTimeOffset? ExternalDueAt, string? Accused)
{
    /// <summary>It lives with the inspectorate alone.</summary>
    public bool IsSealed => Whistleblower || Accused == "head";

    public static CaseTraits Read(JsonElement json) => new(
        json.GetProperty("channel").GetString()!,
        Filing.Text(json, "category"),
        Filing.Text(json, "class"),
        Flag(json, "whistleblower"),
        Flag(json, "imported"),
        Filing.Instant(json, "externalDueAt"),
        Filing.Text(json, "accused"));

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}
