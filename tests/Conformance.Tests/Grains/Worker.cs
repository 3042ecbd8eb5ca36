using Orleans.Concurrency;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Works, and says so; each piece of work lasts until the gate of its name is opened.</summary>
public interface IWorker : IGrainWithStringKey
{
    Task Work(string name);

    [ReadOnly]
    Task Look(string name);

    [AlwaysInterleave]
    Task Cut(string name);

    [OneWay]
    Task Send(string name);

    [OneWay]
    Task ThrowUnheard();

    ValueTask<int> Add(int one, int other);

    ValueTask Rest();

    Task<string> Throw(string message);

    Task<string> ThrowLater(string message);

    /// <summary>Throws an exception that Orleans has never heard of.</summary>
    Task ThrowOfItsOwn(string message);

    /// <summary>Lets another throw.</summary>
    Task<string> Delegate(IWorker to, string message);

    /// <summary>Lasts until it is cancelled.</summary>
    Task<string> Wait(CancellationToken cancellationToken);

    Task WaitForSelf();

    /// <summary>Calls another, who calls back.</summary>
    Task WaitForEachOther(IWorker other);

    Task WaitFor(IWorker other);

    Task<IWorker> Meet(IWorker other);

    /// <summary>Passes itself, and says as what it arrived.</summary>
    Task<string> Introduce(IWorker to);
}

public class WorkerGrain(Witness witness, TimeProvider time) : Grain, IWorker
{
    public Task Work(string name) => WorkAsync(name);

    public Task Look(string name) => WorkAsync(name);

    public Task Cut(string name) => WorkAsync(name);

    public Task Send(string name) => WorkAsync(name);

    public Task ThrowUnheard()
    {
        witness.Say("threw");
        throw new ArgumentException("nobody hears this");
    }

    public ValueTask<int> Add(int one, int other) => ValueTask.FromResult(one + other);

    public ValueTask Rest() => ValueTask.CompletedTask;

    public Task<string> Throw(string message) => throw new ArgumentException(message);

    public async Task<string> ThrowLater(string message)
    {
        await Task.Yield();
        throw new ArgumentException(message);
    }

    public Task ThrowOfItsOwn(string message) => throw new WorkException(message, new FormatException("no money"));

    public Task<string> Delegate(IWorker to, string message) => to.Throw(message);

    public async Task<string> Wait(CancellationToken cancellationToken)
    {
        witness.Say("waiting");
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return "never";
    }

    public Task WaitForSelf()
    {
        var wait = this.AsReference<IWorker>().Work("self");
        witness.Say("waits for itself");
        return wait;
    }

    public Task WaitForEachOther(IWorker other) => other.WaitFor(this.AsReference<IWorker>());

    public Task WaitFor(IWorker other)
    {
        var wait = other.Rest();
        witness.Say("waits for the first");
        return wait.AsTask();
    }

    public Task<IWorker> Meet(IWorker other) => Task.FromResult(other);

    public async Task<string> Introduce(IWorker to)
    {
        var met = await to.Meet(this);
        return ReferenceEquals(met, this) ? "myself" : met.GetPrimaryKeyString();
    }

    private async Task WorkAsync(string name)
    {
        witness.Say($"begin {name}");
        await witness.Gate(name);
        await Task.Yield();
        witness.Say($"end {name}");
    }
}

public sealed class WorkException(string message, Exception cause) : Exception(message, cause);
