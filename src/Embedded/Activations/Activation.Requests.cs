using Orleans;
using Orleans.Storage;

namespace Monitoring.Embedded;

/// <content>Which request may run when.</content>
internal sealed partial class Activation
{
    private RequestList _waiting;
    private RequestList _running;
    private int _excluding; // of those that run, those that keep others out
    private int _writing; // and of these, those that keep read-only ones out too
    private bool _starting;

    /// <summary>How many requests have not begun, give or take those of this moment. Read by other threads.</summary>
    public int Waiting => _waiting.Count + _turns.Count;

    private void Receive(Request request)
    {
        switch (_state)
        {
            case State.Valid when _waiting.Count == 0 && MayStart(request):
                Start(request);
                EndIfAsked();
                break;
            case State.Ended:
                request.SendAgain();
                break;
            case State.New:
                _waiting.Append(request);
                _ = ActivateAsync();
                break;
            default:
                _waiting.Append(request);
                StartWaiting();
                break;
        }
    }

    // the rule of Orleans
    private bool MayStart(Request request) =>
        _excluding == 0
        || request.IsAlwaysInterleave
        || (request.IsReadOnly && _writing == 0)
        || _class.IsReentrant;

    private void StartWaiting()
    {
        if (_starting)
        {
            return; // a request that ended at once; the loop below goes on
        }

        _starting = true;
        while (IsStarting && FirstThatMayStart() is { } request)
        {
            _waiting.Remove(request);
            Start(request);
        }

        _starting = false;
        EndIfAsked();
    }

    // while it waits to end it starts its own ticks only: calls are for the next activation
    private bool IsStarting => _state == State.Valid || (_state == State.Deactivating && _running.Count > 0);

    private Request? FirstThatMayStart()
    {
        for (var request = _waiting.First; request is not null; request = request.Next)
        {
            if (_state != State.Valid && !request.IsOfTheActivation)
            {
                return null;
            }

            if (MayStart(request))
            {
                return request;
            }

            if (_writing > 0 && _waiting.AlwaysInterleave == 0)
            {
                return null; // spares a long queue the walk
            }
        }

        return null;
    }

    private void Start(Request request)
    {
        if (request.IsForsaken)
        {
            return;
        }

        _running.Append(request);
        Count(request, 1);
        Host.OnTurn?.Invoke(this, request);
        var done = request.BeginSafely(GrainInstance!);
        if (done.IsCompleted)
        {
            End(request, done);
        }
        else
        {
            _ = EndLaterAsync(request, done);
        }
    }

    private async Task EndLaterAsync(Request request, Task done)
    {
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        End(request, done);
        StartWaiting();
    }

    private void End(Request request, Task done)
    {
        // Whoever wrote behind this activation's back made its state a thing of the past. The mark goes, so that the
        // exception does not cost the callers it passes on its way their activations.
        if (done.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, conflict, conflict.Message));
        }

        _running.Remove(request);
        Count(request, -1);

        if (request.IsUse)
        {
            _usedAt = Host.Ticks;
        }

        request.End(done);
    }

    private void Count(Request request, int change)
    {
        if (!request.IsAlwaysInterleave)
        {
            _excluding += change;
            _writing += request.IsReadOnly ? 0 : change;
        }
    }
}
