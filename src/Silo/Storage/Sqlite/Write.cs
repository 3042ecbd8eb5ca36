using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// Something to be written, waiting for its turn on the writer's thread. It shares a transaction with others and may be
/// applied more than once before it is settled, if a transaction is rolled back in between.
/// </summary>
internal abstract class Write
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _phase;

    /// <summary>Whether bytes that must not be found again were overwritten.</summary>
    public virtual bool Erases => false;

    /// <summary>The writer takes it; false if its caller has given up, in which case nothing is ever written.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _phase, Taken, Waiting) == Waiting;

    /// <summary>
    /// Writes within the open transaction. A write that is not admitted must say so before it has changed anything, so that
    /// it drops out alone.
    /// </summary>
    /// <returns>Whether it was admitted.</returns>
    public abstract bool Apply(SqliteSession session);

    /// <summary>The transaction it was applied in was rolled back.</summary>
    public virtual void RolledBack()
    {
    }

    /// <summary>The transaction is durable: the caller may hear what became of it.</summary>
    public abstract void Settle();

    public abstract void Fail(Exception why);

    protected bool TryCancel() => Interlocked.CompareExchange(ref _phase, Cancelled, Waiting) == Waiting;
}

/// <summary>A write whose caller waits for an answer.</summary>
internal abstract class Write<T> : Write
{
    // the caller goes on elsewhere: the writer's thread belongs to the next batch
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What <see cref="Write.Apply"/> came to.</summary>
    protected T Outcome { get; set; } = default!;

    /// <summary>Waits for the commit. Cancelling helps until the writer has taken it: cancelled means nothing was written.</summary>
    /// <exception cref="StorageUnknownException">It may or may not have been written.</exception>
    public async ValueTask<T> Answer(CancellationToken cancellation)
    {
        if (!cancellation.CanBeCanceled)
        {
            return await _answer.Task;
        }

        await using (cancellation.UnsafeRegister(
            static (write, token) => ((Write<T>)write!).Cancel(token), this))
        {
            return await _answer.Task;
        }
    }

    public override void Settle() => _answer.TrySetResult(Outcome);

    public override void Fail(Exception why) => _answer.TrySetException(why);

    private void Cancel(CancellationToken token)
    {
        if (TryCancel())
        {
            _answer.TrySetCanceled(token);
        }
    }
}
