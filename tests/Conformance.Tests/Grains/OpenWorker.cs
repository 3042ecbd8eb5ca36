using Orleans.Concurrency;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>A reentrant grain: its calls run between each other's awaits, but still on one turn at a time.</summary>
public interface IOpenWorker : IGrainWithStringKey
{
    Task Work(string name);

    /// <summary>Adds one so many times, giving way after each.</summary>
    Task Count(int times);

    Task<int> Total();
}

[Reentrant]
public sealed class OpenWorkerGrain(Witness witness) : Grain, IOpenWorker
{
    private int _total; // neither locked nor atomic: turns protect it

    public async Task Work(string name)
    {
        witness.Say($"begin {name}");
        await witness.Gate(name);
        witness.Say($"end {name}");
    }

    public async Task Count(int times)
    {
        for (var time = 0; time < times; time++)
        {
            var before = _total;
            _total = before + 1;
            await Task.Yield();
        }
    }

    public Task<int> Total() => Task.FromResult(_total);
}
