using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <content>How an activation begins and ends.</content>
internal sealed partial class Activation
{
    private State _state;
    private bool _ending;
    private DeactivationReason? _reason;
    private AsyncServiceScope? _services;
    private List<GrainTimer>? _timers;
    private long _usedAt;
    private long _keepUntil;

    private enum State : byte
    {
        New,
        Activating,
        Valid,
        Deactivating,
        Ended,
    }

    /// <summary>When it may be collected, in <see cref="GrainHost.Ticks"/>. Read by other threads.</summary>
    public long CollectableAt =>
        _state == State.Valid && _running.Count == 0
            ? Math.Max(Volatile.Read(ref _usedAt) + _class.CollectAfter, Volatile.Read(ref _keepUntil))
            : Host.Ticks + _class.CollectAfter;

    public void DelayDeactivation(TimeSpan span)
    {
        Volatile.Write(ref _keepUntil, span switch
        {
            _ when span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue => long.MaxValue,
            _ when span <= TimeSpan.Zero => 0,
            _ => Host.Ticks + span.Ticks,
        });
        Host.Collection.Expect(_class);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (!IsCurrent)
        {
            _turns.Post(deactivationReason);
            return;
        }

        if (_state is not (State.Activating or State.Valid))
        {
            return;
        }

        _reason ??= deactivationReason;
        if (_state == State.Valid)
        {
            _state = State.Deactivating;
            _turns.Post(EndIfAskedThen); // this may be the turn of a straggler whose call has long ended
        }
    }

    public void Own(GrainTimer timer)
    {
        if (_ending)
        {
            timer.Dispose();
        }
        else
        {
            (_timers ??= []).Add(timer);
        }
    }

    public void Disown(GrainTimer timer) => _timers?.Remove(timer);

    /// <summary>As if the process had died just now, for simulations: nothing of it runs any more.</summary>
    public void Abandon()
    {
        if (_state == State.Ended)
        {
            return;
        }

        var lost = _turns.Abandon().OfType<Request>().ToList();
        while ((_running.TakeFirst() ?? _waiting.TakeFirst()) is { } request)
        {
            lost.Add(request);
        }

        var began = _state != State.New;
        Vanish();
        _class.Forget(this, began);
        foreach (var request in lost)
        {
            request.Fail(new SiloUnavailableException($"{this} was lost; whether {request.Name} was carried out is unknown."));
        }
    }

    private void DeactivateIfIdle()
    {
        if (CollectableAt <= Host.Ticks)
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody called it for a while."));
        }
        else
        {
            Host.Collection.Expect(_class); // called just before the offer came
        }
    }

    private async Task ActivateAsync()
    {
        _state = State.Activating;
        _class.CountOneMore();
#pragma warning disable CA1031 // whatever the grain throws is its callers'
        try
        {
            _services = Host.Services.CreateAsyncScope();
            GrainInstance = await _class.ConstructAsync(this);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(Host.Stopping);
            }
        }
        catch (Exception failure)
        {
            Host.Log.ActivationFailed(ToString(), failure);
            await EndAsync(failure);
            return;
        }
#pragma warning restore CA1031

        _usedAt = Host.Ticks;
        if (_reason is null)
        {
            _state = State.Valid;
            Host.Collection.Expect(_class);
            StartWaiting();
        }
        else
        {
            // not on to the next activation: that would most likely do the same, and so on for ever
            await EndAsync(new OrleansMessageRejectionException($"{this} ended while it was being activated. {_reason}"));
        }
    }

    private void EndIfAsked()
    {
        if (_state == State.Deactivating && _running.Count == 0 && !_ending)
        {
            _ = SayGoodbyeAsync();
        }
    }

    private async Task SayGoodbyeAsync()
    {
        _ending = true;
        DisposeTimers();
        if (_class.WantsGoodbye && GrainInstance is IGrainBase grain)
        {
#pragma warning disable CA1031 // a grain that cannot say goodbye ends all the same
            try
            {
                using var patience = new CancellationTokenSource(Host.Options.DeactivateWithin, Host.Time);
                await grain.OnDeactivateAsync(_reason!.Value, patience.Token).WaitAsync(patience.Token);
            }
            catch (Exception failure)
            {
                Host.Log.GoodbyeFailed(ToString(), failure);
            }
#pragma warning restore CA1031
        }

        await EndAsync(failure: null);
    }

    // From here on requests go to the next activation; those that wait already go with the failure, if there is one.
    private async Task EndAsync(Exception? failure)
    {
        var (grain, services, waiting) = (GrainInstance, _services, _waiting);
        _waiting = default;
        _turns.Close();
        Vanish();
        _class.Forget(this, began: true);
        while (waiting.TakeFirst() is { } request)
        {
            if (failure is null)
            {
                request.SendAgain();
            }
            else
            {
                request.Fail(failure);
            }
        }

        await DisposeAsync(grain, services);
    }

    private void Vanish()
    {
        _ending = true;
        _state = State.Ended;
        DisposeTimers();
    }

    private void DisposeTimers()
    {
        var timers = _timers;
        _timers = null;
        foreach (var timer in timers ?? [])
        {
            timer.Dispose();
        }
    }

    private async Task DisposeAsync(object? grain, AsyncServiceScope? services)
    {
#pragma warning disable CA1031 // it has ended; that it ends badly harms nobody
        try
        {
            switch (grain)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (services is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception failure)
        {
            Host.Log.DisposalFailed(ToString(), failure);
        }
#pragma warning restore CA1031
    }
}
