using System.Collections.Immutable;
using Monitoring.Grains.Contracts;

namespace Monitoring.Silo.Http.Intake;

/// <summary>The answer to a complaint that was registered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TrackingCode">The citizen's code to follow it; it never stands in a URL or a log.</param>
/// <param name="Clocks">The promises that now run.</param>
internal sealed record FiledAnswer(string Id, string TrackingCode, ImmutableArray<FiledClock> Clocks)
{
    public static FiledAnswer Of(Receipt receipt, string trackingCode) => new(
        receipt.Complaint,
        trackingCode,
        [
            .. receipt.Clocks.Where(c => c.StoppedAt is null)
                .Select(c => new FiledClock(c.Clock, c.StartedAt, c.DueAt)),
        ]);
}

/// <summary>A promise that runs.</summary>
/// <param name="Clock">Its id.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="DueAt">Its deadline; absent while what decides it, as the grade, is unknown.</param>
internal sealed record FiledClock(string Clock, DateTimeOffset StartedAt, DateTimeOffset? DueAt);
