namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Why a complaint may be put aside: the reasons of SP4N-LAPOR!, and no other.</summary>
public static class ArchiveReasons
{
    public static IReadOnlyList<string> All { get; } = ["format-error", "too-general", "not-about-performance"];
}
