using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

internal enum LimitBy
{
    Nothing,
    Grade,
    Class,
    Category,
}

/// <summary>A clock of a policy pack.</summary>
internal sealed record Promise(
    string Id,
    Moment Start,
    FrozenSet<Moment> Again,
    FrozenSet<Moment> Restart,
    FrozenSet<Moment> Stop,
    LimitBy LimitBy,
    FrozenDictionary<string, Allowance> Limits,
    Audience AppliesTo,
    string? Ladder,
    FiringKind OnExpiry,
    bool Pausable,
    Allowance? ExtendedTo,
    bool Active)
{
    private const string Only = "";

    public static Promise Read(JsonElement json)
    {
        var (by, limits) = ReadLimits(json);
        return new Promise(
            json.GetProperty("id").GetString()!,
            ReadMoment(json.GetProperty("start")),
            ReadMoments(json, "again").ToFrozenSet(),
            ReadMoments(json, "restart").ToFrozenSet(),
            ReadMoments(json, "stop").Concat([Moment.Closed, Moment.Withdrawn, Moment.Archived, Moment.Referred]).ToFrozenSet(),
            by,
            limits,
            Audience.Read(json.GetProperty("appliesTo")),
            json.TryGetProperty("ladder", out var ladder) ? ladder.GetString() : null,
            json.TryGetProperty("onExpiry", out var expiry) ? ReadExpiry(expiry.GetString()) : FiringKind.Breach,
            json.TryGetProperty("pausable", out var pausable) && pausable.GetBoolean(),
            json.TryGetProperty("extendedTo", out var extended) ? Allowance.Read(extended) : null,
            !json.TryGetProperty("active", out var active) || active.GetBoolean());
    }

    /// <summary>How long it may take in such a case; null: it does not run, or not yet.</summary>
    public Allowance? LimitFor(string? grade, string? @class, string? category)
    {
        var key = LimitBy switch
        {
            LimitBy.Nothing => Only,
            LimitBy.Grade => grade ?? "ungraded",
            LimitBy.Class => @class ?? "unclassified",
            LimitBy.Category => category,
        };
        return key is null ? null : Limits.GetValueOrDefault(key);
    }

    private static Moment ReadMoment(JsonElement json) => Enum.Parse<Moment>(json.GetString()!, ignoreCase: true);

    /// <summary>One, or a list of them, or none.</summary>
    private static IEnumerable<Moment> ReadMoments(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var moments) ? []
        : moments.ValueKind == JsonValueKind.Array ? [.. moments.EnumerateArray().Select(ReadMoment)]
        : [ReadMoment(moments)];

    private static FiringKind ReadExpiry(string? text) => text switch
    {
        "breach" => FiringKind.Breach,
        "close" => FiringKind.Close,
        "withdraw" => FiringKind.Withdraw,
        _ => throw new FormatException($"onExpiry is breach, close or withdraw, not {text}."),
    };

    private static (LimitBy By, FrozenDictionary<string, Allowance> Limits) ReadLimits(JsonElement json)
    {
        if (json.TryGetProperty("limit", out var limit))
        {
            return (LimitBy.Nothing, new Dictionary<string, Allowance> { [Only] = Allowance.Read(limit) }.ToFrozenDictionary());
        }

        foreach (var by in (ReadOnlySpan<LimitBy>)[LimitBy.Grade, LimitBy.Class, LimitBy.Category])
        {
            if (json.TryGetProperty($"limitBy{by}", out var table))
            {
                return (by, table.EnumerateObject().ToFrozenDictionary(row => row.Name, row => Allowance.Read(row.Value)));
            }
        }

        throw new FormatException($"A clock has no limit: {json.GetRawText()}");
    }
}

/// <summary>Which cases a promise is made in: each member that is given must match.</summary>
internal sealed record Audience(
    FrozenSet<string>? Kinds,
    FrozenSet<string>? Channels,
    FrozenSet<string>? Categories,
    FrozenSet<string>? Classes,
    FrozenSet<string>? Grades,
    FrozenSet<string>? Owners,
    FrozenSet<string>? ExceptClasses,
    FrozenSet<string>? ExceptOwners,
    bool? Whistleblower)
{
    /// <summary>The desk for complaints that name no facility has promises of its own: those that name no other kind.</summary>
    public bool IsTriageDesksOwn => Kinds is { Count: 1 } && Kinds.Contains("triage");

    public static Audience Read(JsonElement json) => new(
        Words(json, "kinds"),
        Words(json, "channels"),
        Words(json, "categories"),
        Words(json, "classes"),
        Words(json, "grades"),
        Words(json, "owners"),
        Words(json, "exceptClasses"),
        Words(json, "exceptOwners"),
        json.TryGetProperty("whistleblower", out var sealedCase) ? sealedCase.GetBoolean() : null);

    public bool Includes(CaseTraits traits, CaseOwner owner, string? grade) =>
        Has(Kinds, owner.Kind)
        && Has(Channels, traits.Channel)
        && Has(Categories, traits.Category)
        && Has(Classes, traits.Class)
        && Has(Grades, grade)
        && Has(Owners, owner.Ownership)
        && !(traits.Class is { } @class && ExceptClasses?.Contains(@class) == true)
        && ExceptOwners?.Contains(owner.Ownership) != true
        && (Whistleblower is null || Whistleblower == traits.Whistleblower);

    private static bool Has(FrozenSet<string>? wanted, string? word) =>
        wanted is null || (word is not null && wanted.Contains(word));

    internal static FrozenSet<string>? Words(JsonElement json, string name) =>
        json.TryGetProperty(name, out var words) ? words.EnumerateArray().Select(w => w.GetString()!).ToFrozenSet() : null;
}
