namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>Instants that tests wait for: a deadline must pass while the server is down.</summary>
internal static class Instants
{
    public static async Task Passes(DateTimeOffset instant)
    {
        var left = instant - DateTimeOffset.UtcNow;
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, TimeProvider.System);
        }
    }
}
