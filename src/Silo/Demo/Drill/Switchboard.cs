using System.Collections.Immutable;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>Which faults are on now. Asked at every place where one bites, so it answers from memory.</summary>
internal sealed class Switchboard
{
    private ImmutableDictionary<Fault, TaskCompletionSource> _on = ImmutableDictionary<Fault, TaskCompletionSource>.Empty;

    public bool IsOn(Fault fault) => Volatile.Read(ref _on).ContainsKey(fault);

    /// <summary>Completes when the fault is over; at once if it is not on.</summary>
    public Task Over(Fault fault) =>
        Volatile.Read(ref _on).TryGetValue(fault, out var over) ? over.Task : Task.CompletedTask;

    public void TurnOn(Fault fault) => ImmutableInterlocked.TryAdd(
        ref _on, fault, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void TurnOff(Fault fault)
    {
        if (ImmutableInterlocked.TryRemove(ref _on, fault, out var over))
        {
            over.SetResult();
        }
    }
}
