using Orleans.Concurrency;

namespace Monitoring.Embedded.Tests.Grains;

/// <summary>Works, and says so; works on until the gate of its name is opened.</summary>
public interface IWorker : IGrainWithStringKey
{
    Task Work(string name);

    [ReadOnly]
    Task Look(string name);

    [AlwaysInterleave]
    Task Cut(string name);

    [OneWay]
    Task Send(string name);

    ValueTask<int> Add(int one, int other);

    Task<string> Echo(string what, CancellationToken cancellationToken);

    Task<string> Throw(string message);

    [OneWay]
    Task ThrowUnheard(string message);

    Task<IWorker> Meet(IWorker other);

    Task<string> Introduce(IWorker to);

    Task<int> Activations();

    Task Leave();

    Task Stay(TimeSpan span);

    Task Straggle(string name);
}

public sealed class WorkerGrain(Witness witness) : Grain, IWorker
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Say($"activated {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        witness.Say($"deactivated {this.GetPrimaryKeyString()}: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Work(string name) => WorkAsync(name);

    public Task Look(string name) => WorkAsync(name);

    public Task Cut(string name) => WorkAsync(name);

    public Task Send(string name) => WorkAsync(name);

    public ValueTask<int> Add(int one, int other) => ValueTask.FromResult(one + other);

    public async Task<string> Echo(string what, CancellationToken cancellationToken)
    {
        witness.Say($"echoing {what}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return what;
    }

    public Task<string> Throw(string message) => throw new ArgumentException(message);

    public Task ThrowUnheard(string message)
    {
        witness.Say("threw");
        throw new ArgumentException(message);
    }

    public Task<IWorker> Meet(IWorker other) => Task.FromResult(other);

    public async Task<string> Introduce(IWorker to)
    {
        var met = await to.Meet(this);
        return met.GetPrimaryKeyString();
    }

    public Task<int> Activations() =>
        Task.FromResult(witness.Times($"activated {this.GetPrimaryKeyString()}"));

    public async Task Leave()
    {
        DeactivateOnIdle();
        await WorkAsync("leave");
    }

    public Task Stay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task Straggle(string name)
    {
        _ = WorkAsync(name);
        return Task.CompletedTask;
    }

    private async Task WorkAsync(string name)
    {
        witness.Say($"begin {name}");
        await witness.Gate(name);
        await Task.Yield();
        witness.Say($"end {name}");
    }
}
