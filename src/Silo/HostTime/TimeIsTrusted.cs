using System.Globalization;
using Monitoring.Grains;
using Monitoring.Silo.Http.Health;

namespace Monitoring.Silo.HostTime;

/// <summary>Says whether the time is in doubt. The server is ready all the same: whoever complains is heard.</summary>
internal sealed class TimeIsTrusted(TrustedTime trusted) : IReadinessCheck
{
    public string Name => "clock";

    public string? Detail => trusted.Trust.Suspicion is { } doubt
        ? string.Create(CultureInfo.InvariantCulture, $"in doubt since {doubt.SinceAt:yyyy-MM-ddTHH:mm:ssZ}; no deadline fires")
        : null;

    public ValueTask<bool> Works(CancellationToken cancellation) => ValueTask.FromResult(true);
}
