using System.Text.Json;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Http.Verbs;

/// <summary>What a verb led to.</summary>
internal sealed record VerbAnswer(string Id, long Version, string Status, Standing Standing)
{
    public static VerbAnswer Of(Receipt receipt) =>
        new(receipt.Complaint, receipt.Version, receipt.Status.InJson(), receipt.Standing);
}

/// <summary>A sealed text that was read, and the version at which that is recorded.</summary>
internal sealed record RevealAnswer(string Id, long Version, string Name, string Text);

/// <summary>How a status is written.</summary>
internal static class StatusInJson
{
    private static readonly string[] Names =
        [.. Enum.GetNames<ComplaintStatus>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static string InJson(this ComplaintStatus status) => Names[(int)status];
}
