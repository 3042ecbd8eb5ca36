namespace Monitoring.Embedded;

/// <summary>Runs turns on the thread pool: one at a time per activation, many activations at once.</summary>
internal sealed class PoolRunner : TurnRunner
{
    public override int TurnsInARow => 64;

    // what awaits an answer must not run inside the turn of the grain that gives it
    public override TaskCreationOptions PromiseOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    public override void Schedule(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);

    public override void Publish(IThreadPoolWorkItem answer) => answer.Execute();
}
