namespace Monitoring.Embedded;

/// <summary>A request that is answered. Whichever comes first settles it: the answer, or a reason why there is none.</summary>
internal abstract class Call(Reference to, MethodShape method, object?[] arguments) : Message(to, method, arguments),
    IThreadPoolWorkItem
{
    private object? _outcome; // the task that ran, or the exception in its place

    // neighbours among the calls in flight
    public Call? Older { get; set; }

    public Call? Newer { get; set; }

    /// <summary>When the caller stops waiting, in <see cref="GrainHost.Ticks"/>.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Which part of <see cref="CallsInFlight"/> knows it.</summary>
    public int Shard { get; set; }

    public override bool IsForsaken => Volatile.Read(ref _outcome) is not null;

    public override void End(Task done) => Settle(done);

    public override void Fail(Exception reason) => Settle(reason);

    /// <summary>Publishes the outcome.</summary>
    public void Execute()
    {
        if (_outcome is Task done)
        {
            Answer(done);
        }
        else
        {
            Refuse((Exception)_outcome!);
        }
    }

    protected abstract void Answer(Task done);

    protected abstract void Refuse(Exception reason);

    private void Settle(object outcome)
    {
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is not null)
        {
            return;
        }

        To.Host.InFlight.Remove(this);
        To.Host.Runner.Publish(this);
    }
}

/// <summary>A call that is answered by its end only.</summary>
internal sealed class PlainCall(Reference to, MethodShape method, object?[] arguments)
    : Call(to, method, arguments)
{
    private readonly TaskCompletionSource _promise = new(to.Host.Runner.PromiseOptions);

    public Task Promise => _promise.Task;

    protected override void Answer(Task done) => _promise.TrySetFromTask(done);

    protected override void Refuse(Exception reason) => _promise.TrySetException(reason);
}

/// <summary>A call that is answered by a result.</summary>
internal sealed class ResultCall<T>(Reference to, MethodShape method, object?[] arguments)
    : Call(to, method, arguments)
{
    private readonly TaskCompletionSource<T> _promise = new(to.Host.Runner.PromiseOptions);

    public Task<T> Promise => _promise.Task;

    protected override void Answer(Task done)
    {
        // a call that ended before it had a result of its own ends with a task of another kind
        if (done is Task<T> answered)
        {
            _promise.TrySetFromTask(answered);
        }
        else
        {
            _promise.TrySetException(done.Exception!.InnerExceptions);
        }
    }

    protected override void Refuse(Exception reason) => _promise.TrySetException(reason);
}
