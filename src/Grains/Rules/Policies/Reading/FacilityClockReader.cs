using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads one clock of a facility itself. As of a complaint's clock, everything that can be checked must be said.</summary>
internal static class FacilityClockReader
{
    private static readonly Dictionary<string, FacilityMilestone> Milestones =
        Enum.GetValues<FacilityMilestone>().ToDictionary(m => char.ToLowerInvariant(m.ToString()[0]) + m.ToString()[1..]);

    public static FacilityClockRule Read(PlacedJson json, IReadOnlyDictionary<string, Ladder> ladders)
    {
        json.WithOnly("id", "label", "start", "restart", "stop", "limit", "appliesTo", "ladder", "basis", "verified", "active");
        var start = json.Required("start").OneOf("milestone of a facility", Milestones);
        var used = new HashSet<FacilityMilestone> { start };
        var restart = Others(json.Optional("restart"), used);
        var stop = restart.IsEmpty ? Others(json.Required("stop"), used) : Others(json.Optional("stop"), used);
        return new FacilityClockRule(
            json.Required("id").Id(),
            LocalTextReader.Read(json.Required("label")),
            start,
            restart,
            stop,
            LimitOf(json.Required("limit"), start),
            AppliesToFacilityReader.Read(json.Required("appliesTo")),
            LadderOf(json.Optional("ladder"), ladders),
            json.Required("basis").Text(),
            json.Required("verified").OneOf("degree of verification", ClockReader.Verifications),
            json.Optional("active")?.Flag() ?? true);
    }

    /// <summary>A milestone has one part to play in a clock, or the order of its parts would decide what it does.</summary>
    private static ImmutableArray<FacilityMilestone> Others(PlacedJson? json, HashSet<FacilityMilestone> used)
    {
        var milestones = ImmutableArray.CreateBuilder<FacilityMilestone>();
        foreach (var item in json?.SomeItems() ?? [])
        {
            var milestone = item.OneOf("milestone of a facility", Milestones);
            if (!used.Add(milestone))
            {
                throw item.Refuse($"\"{item.Text()}\" has a part in this clock already.");
            }

            milestones.Add(milestone);
        }

        return milestones.ToImmutable();
    }

    private static Limit LimitOf(PlacedJson json, FacilityMilestone start)
    {
        var limit = LimitReader.ReadOfFacility(json);
        return limit switch
        {
            Limit.External when start != FacilityMilestone.Promised => throw json.Refuse("Only a promise carries a deadline of its own."),
            Limit.Promised => throw json.Refuse("A promised answer time is a complaint's; what a facility promises carries its deadline: {\"external\": true}."),
            _ => limit,
        };
    }

    private static string? LadderOf(PlacedJson? json, IReadOnlyDictionary<string, Ladder> ladders)
    {
        var id = json?.Text();
        if (id is null)
        {
            return null;
        }

        if (!ladders.TryGetValue(id, out var ladder))
        {
            throw json!.Refuse($"Unknown ladder \"{id}\"; the pack has {string.Join(", ", ladders.Keys.Order())}.");
        }

        return ladder.Rows.ContainsKey(Ladder.Any)
            ? id
            : throw json!.Refuse($"The ladder \"{id}\" has no row \"any\", and a facility has no grade.");
    }
}

/// <summary>Reads which facilities something is for.</summary>
internal static class AppliesToFacilityReader
{
    public static AppliesToFacility Read(PlacedJson json)
    {
        json.WithOnly("kinds", "exceptKinds", "owners", "exceptOwners");
        return new AppliesToFacility(Texts(json, "kinds"), Texts(json, "exceptKinds"), Texts(json, "owners"), Texts(json, "exceptOwners"));
    }

    private static ImmutableArray<string> Texts(PlacedJson json, string name) => json.Optional(name)?.DistinctTexts() ?? [];
}
