namespace Monitoring.Embedded;

/// <summary>
/// Takes an observer's messages, one after another. It holds the observer weakly, as Orleans does: whoever wants to be
/// called keeps the object alive. What is sent to one that is gone, deleted or collected as garbage, is dropped: who
/// waits for an answer waits in vain.
/// </summary>
internal sealed class Observer : ITurnTaker
{
    private readonly object _observer; // or a weak reference to it
    private readonly GrainHost _host;
    private readonly Turns _turns;
    private RequestList _waiting;
    private bool _busy;

    public Observer(object observer, GrainHost host)
    {
        _host = host;

        // on virtual time nothing may depend on when garbage is collected
        _observer = host.Runner is VirtualRunner ? observer : new WeakReference(observer);
        _turns = new Turns(this, host.Runner);
    }

    /// <inheritdoc cref="ObserverReference.Delete"/>
    public bool Delete() => _turns.Close();

    public void Deliver(Request message)
    {
        if (!_turns.Post(message))
        {
            _host.Log.ObserverGone(message.Name);
        }
    }

    public void Take(object item)
    {
        _waiting.Append((Request)item);
        TakeWaiting();
    }

    private void TakeWaiting()
    {
        while (!_busy && _waiting.TakeFirst() is { } message)
        {
            var observer = _observer is WeakReference weak ? weak.Target : _observer;
            if (observer is null)
            {
                _host.Log.ObserverGone(message.Name);
                continue;
            }

            var done = message.BeginSafely(observer);
            if (done.IsCompleted)
            {
                message.End(done);
            }
            else
            {
                _busy = true;
                _ = EndLaterAsync(message, done);
            }
        }
    }

    private async Task EndLaterAsync(Request message, Task done)
    {
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        message.End(done);
        _busy = false;
        TakeWaiting();
    }
}
