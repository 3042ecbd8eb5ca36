using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>One append on its way into a commit.</summary>
internal sealed class AppendWrite(Append append, CommitHints hints)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    // the caller goes on elsewhere: the writer belongs to the next batch
    private readonly TaskCompletionSource<AppendResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _phase;

    public Append Append => append;

    /// <summary>The writer takes it; false if its caller has given up, in which case nothing is ever written.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _phase, Taken, Waiting) == Waiting;

    /// <summary>Waits for the commit. Cancelling helps until the writer has taken it: cancelled means nothing was written.</summary>
    /// <exception cref="StorageUnknownException">It may or may not have been written.</exception>
    public async ValueTask<AppendResult> Answer(CancellationToken cancellation)
    {
        await using (cancellation.UnsafeRegister(static (write, token) => ((AppendWrite)write!).Cancel(token), this))
        {
            return await _answer.Task;
        }
    }

    public void Settle(AppendResult result)
    {
        _answer.TrySetResult(result);
        if (result is AppendResult.Committed)
        {
            foreach (var written in append.Events)
            {
                hints.Add(written.Audiences);
            }
        }
    }

    public void Fail(Exception why) => _answer.TrySetException(why);

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _phase, Cancelled, Waiting) == Waiting)
        {
            _answer.TrySetCanceled(token);
        }
    }
}
