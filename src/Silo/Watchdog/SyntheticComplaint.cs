using System.Globalization;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Silo.Watchdog;

/// <summary>
/// A complaint of nobody about nobody, whose one promise is broken some seconds later. It takes the way of every complaint, but
/// enters the feed of the watchdog alone. Its id is none that the door takes.
/// </summary>
internal static class SyntheticComplaint
{
    /// <summary>How far ahead its deadline is.</summary>
    public static readonly TimeSpan DueAfter = TimeSpan.FromSeconds(10);

    private static readonly PolicyVersion Policy =
        new(BuiltInPolicy.PackId, BuiltInPolicy.Version, BuiltInPolicy.CalendarId, BuiltInPolicy.Version);

    /// <summary>Files one.</summary>
    /// <returns>Its id; null if it was not taken.</returns>
    public static async Task<string?> File(IGrainFactory grains, DateTimeOffset now)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{CaseTraits.WatchdogChannel}-{now:yyyyMMddHHmmss}");
        var outcome = await grains.GetGrain<IComplaintGrain>(id).File(new FileComplaint
        {
            By = Actor.System,
            Owner = new Owner(CaseTraits.WatchdogChannel, "", CaseTraits.WatchdogChannel, null, ""),
            Traits = new CaseTraits { Channel = CaseTraits.WatchdogChannel, ExternalDueAt = now + DueAfter },
            Policy = Policy,
        });
        return outcome.Kind == OutcomeKind.Done ? id : null;
    }

    /// <summary>Ends one, so that none is open for ever.</summary>
    public static Task End(IGrainFactory grains, string id) =>
        grains.GetGrain<IComplaintGrain>(id).CarryOut(new Withdraw("watchdog") { By = Actor.System });
}
