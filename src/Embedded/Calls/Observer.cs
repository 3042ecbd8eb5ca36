using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// Takes an observer's messages, one after another. It holds the observer weakly, as Orleans does: whoever wants to be
/// called keeps the object alive.
/// </summary>
internal sealed class Observer : ITurnTaker
{
    private readonly object _observer; // or a weak reference to it
    private readonly Turns _turns;
    private RequestList _waiting;
    private bool _busy;

    public Observer(object observer, GrainHost host)
    {
        // on virtual time nothing may depend on when garbage is collected
        _observer = host.Runner is VirtualRunner ? observer : new WeakReference(observer);
        _turns = new Turns(this, host.Runner);
    }

    public void Delete() => _turns.Close();

    public void Deliver(Request message)
    {
        if (!_turns.Post(message))
        {
            message.Fail(Gone());
        }
    }

    public void Take(object item)
    {
        _waiting.Append((Request)item);
        TakeWaiting();
    }

    private static OrleansException Gone() => new("The observer is gone: deleted, or collected as garbage.");

    private void TakeWaiting()
    {
        while (!_busy && _waiting.TakeFirst() is { } message)
        {
            var observer = _observer is WeakReference weak ? weak.Target : _observer;
            if (observer is null)
            {
                message.Fail(Gone());
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
