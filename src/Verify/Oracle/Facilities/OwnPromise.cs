using System.Collections.Frozen;
using System.Text.Json;

namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>A clock of a facility itself, as the pack writes it. Milestones are the words of docs/facilities.md.</summary>
internal sealed record OwnPromise(
    string Id,
    string Start,
    FrozenSet<string> Restart,
    FrozenSet<string> Stop,
    Allowance Limit,
    ForFacilities AppliesTo,
    string? Ladder,
    bool Active)
{
    public static OwnPromise Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("start").GetString()!,
        Words(json, "restart"),
        Words(json, "stop"),
        Allowance.Read(json.GetProperty("limit")),
        ForFacilities.Read(json.GetProperty("appliesTo")),
        json.TryGetProperty("ladder", out var ladder) ? ladder.GetString() : null,
        !json.TryGetProperty("active", out var active) || active.GetBoolean());

    internal static FrozenSet<string> Words(JsonElement json, string name) =>
        json.TryGetProperty(name, out var words)
            ? words.EnumerateArray().Select(word => word.GetString()!).ToFrozenSet(StringComparer.Ordinal)
            : [];
}

/// <summary>Which facilities something is for: what is not named is not asked.</summary>
internal sealed record ForFacilities(
    FrozenSet<string> Kinds, FrozenSet<string> ExceptKinds, FrozenSet<string> Owners, FrozenSet<string> ExceptOwners)
{
    public static ForFacilities Read(JsonElement json) => new(
        OwnPromise.Words(json, "kinds"),
        OwnPromise.Words(json, "exceptKinds"),
        OwnPromise.Words(json, "owners"),
        OwnPromise.Words(json, "exceptOwners"));

    public bool Holds(string kind, string owner) =>
        (Kinds.Count == 0 || Kinds.Contains(kind))
        && (Owners.Count == 0 || Owners.Contains(owner))
        && !ExceptKinds.Contains(kind)
        && !ExceptOwners.Contains(owner);
}
