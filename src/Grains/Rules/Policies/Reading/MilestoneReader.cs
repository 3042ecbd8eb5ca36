namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads a milestone by its name in the format: that of the enum in camel case.</summary>
internal static class MilestoneReader
{
    private static readonly Dictionary<string, Milestone> Milestones =
        Enum.GetValues<Milestone>().ToDictionary(milestone => CamelCase(milestone.ToString()));

    public static Milestone Read(PlacedJson json) => json.OneOf("milestone", Milestones);

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
