namespace Monitoring.Silo.Engine;

/// <summary>A board may be started before the first silo: it waits for one.</summary>
internal sealed class WaitForSilos(TimeProvider time) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(RetryEvery, time, cancellationToken);
        return true;
    }
}
