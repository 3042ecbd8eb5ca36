namespace Monitoring.LiveBoard.Tailing;

/// <summary>A tail in use. Disposing it says that this user is done; doing so twice says it once.</summary>
public sealed class FeedTailLease(FeedTail tail, Action done) : IDisposable
{
    private Action? _done = done;

    public FeedTail Tail { get; } = tail;

    public void Dispose() => Interlocked.Exchange(ref _done, null)?.Invoke();
}
