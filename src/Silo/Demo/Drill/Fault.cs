using System.Collections.Immutable;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>What goes wrong in a drill. Each is done to the running server itself, never painted on a screen.</summary>
internal enum Fault
{
    /// <summary>Every reading and writing of the store takes two seconds longer.</summary>
    StorageSlow,

    /// <summary>The store answers nothing; whoever asked gives up after five seconds and knows nothing.</summary>
    StorageDown,

    /// <summary>The store writes, and says that it failed.</summary>
    StorageLies,

    /// <summary>Nobody wakes a complaint: not its timer, not its facility, not the net.</summary>
    WakersStopped,

    /// <summary>Sixty deadlines in the same instant.</summary>
    Herd,

    /// <summary>Every screen's connection is cut, and none is let in.</summary>
    ScreensCut,

    /// <summary>Feeds cannot be read: the connections stand, and nothing comes out of them.</summary>
    FeedStalled,

    /// <summary>One client files complaints about one facility as fast as it can.</summary>
    Flood,
}

/// <summary>What a fault is called outside, and how long it lasts in the script.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Id">Its name in the API, for ever.</param>
/// <param name="Shortest">Long enough for its effect to be seen.</param>
/// <param name="Longest">And no longer than a script needs.</param>
internal sealed record FaultKind(Fault Fault, string Id, TimeSpan Shortest, TimeSpan Longest);

/// <summary>
/// Every fault there is. A further one, as a server's clock that cannot be believed, is a member above, a row here, and one
/// question to <see cref="Switchboard"/> at the place where it bites.
/// </summary>
internal static class FaultKinds
{
    public static ImmutableArray<FaultKind> All { get; } =
    [
        Of(Fault.StorageSlow, "storage-slow", 30, 45),
        Of(Fault.StorageDown, "storage-down", 35, 50),
        Of(Fault.StorageLies, "storage-lies", 20, 40),
        Of(Fault.WakersStopped, "wakers-stopped", 30, 60),
        Of(Fault.Herd, "herd", 20, 30),
        Of(Fault.ScreensCut, "screens-cut", 25, 40),
        Of(Fault.FeedStalled, "feed-stalled", 40, 60),
        Of(Fault.Flood, "flood", 20, 40),
    ];

    public static FaultKind Of(Fault fault) => All.Single(kind => kind.Fault == fault);

    public static FaultKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);

    private static FaultKind Of(Fault fault, string id, int shortest, int longest) =>
        new(fault, id, TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest));
}
