namespace Monitoring.Embedded.Tests.Grains;

/// <summary>As little as a grain can be asked.</summary>
public interface ICounter : IGrainWithStringKey
{
    Task<int> Count();

    Task Leave();
}

public sealed class CounterGrain : Grain, ICounter
{
    private int _count;

    public Task<int> Count() => Task.FromResult(++_count);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
