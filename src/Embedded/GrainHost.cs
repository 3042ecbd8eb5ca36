using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// The host of all grains of this process. Constructing it checks every grain class and interface and refuses them all
/// if one would not do; starting it wakes the reminders; stopping it deactivates what is active.
/// </summary>
public sealed class GrainHost : IHostedService, IGrainHostView, IDisposable
{
    private readonly long _beganAt;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Impatience? _impatience;
    private int _active;

    internal GrainHost(
        IServiceProvider services,
        EmbeddedOptions options,
        IOptions<ReminderOptions> reminderOptions,
        TimeProvider time,
        TurnRunner runner,
        ILogger logger,
        IReminderTable? reminders)
    {
        Services = services;
        Options = options;
        Time = time;
        Runner = runner;
        Log = new EngineLog(logger);
        Faults = (runner as VirtualRunner)?.Faults;
        AnswerWithin = options.AnswerWithin.Ticks;
        InFlight = new CallsInFlight(runner is PoolRunner ? Environment.ProcessorCount : 1);
        _impatience = runner is PoolRunner ? new Impatience(this) : null;
        Reminders = new ReminderClock(this, reminders, reminderOptions);
        Collection = new IdleCollection(this);
        Stopping = _stopping.Token;
        _beganAt = time.GetTimestamp();
        Catalog = new GrainCatalog(this, reminders is not null);
        GrainFactory = new GrainFactory(this);
    }

    internal IServiceProvider Services { get; }

    internal EmbeddedOptions Options { get; }

    internal TimeProvider Time { get; }

    internal TurnRunner Runner { get; }

    internal EngineLog Log { get; }

    internal FaultPlan? Faults { get; }

    internal CallsInFlight InFlight { get; }

    internal ReminderClock Reminders { get; }

    internal IdleCollection Collection { get; }

    internal GrainCatalog Catalog { get; }

    internal IGrainFactory GrainFactory { get; }

    /// <summary>Cancelled when the host is stopping.</summary>
    internal CancellationToken Stopping { get; }

    /// <summary>From now on no grain is activated.</summary>
    internal bool IsClosed { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    internal long AnswerWithin { get; }

    /// <summary>Since this object was made; steps of the wall clock do not move it.</summary>
    internal long Ticks => Time.GetElapsedTime(_beganAt).Ticks;

    /// <summary>Sees every request begin: the trace of a simulation.</summary>
    internal Action<Activation, Request>? OnTurn { get; set; }

    public Task StartAsync(CancellationToken cancellationToken) => Reminders.StartAsync(cancellationToken);

    /// <summary>Deactivates everything; from now on no grain is activated any more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (IsClosed)
        {
            return;
        }

        Reminders.Stop();
        IsClosed = true;
        CancelActivations();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host is stopping.");
        foreach (var activation in Catalog.Classes.SelectMany(InOrder))
        {
            activation.Deactivate(reason, cancellationToken);
        }

        if (Volatile.Read(ref _active) > 0)
        {
            await _emptied.Task.WaitAsync(cancellationToken);
        }

        await Reminders.CloseAsync(cancellationToken);
        Dispose();
    }

    /// <summary>As if the process died, for simulations.</summary>
    internal void Kill()
    {
        IsClosed = true;
        Reminders.Stop();
        foreach (var activation in Catalog.Classes.SelectMany(InOrder))
        {
            activation.Abandon();
        }

        foreach (var call in InFlight.Expired(long.MaxValue))
        {
            call.Fail(new SiloUnavailableException($"The host of {call.To} is gone."));
        }

        Dispose();
    }

    public void Dispose()
    {
        _impatience?.Dispose();
        Collection.Dispose();
        _stopping.Dispose();
    }

    public IReadOnlyList<ActivationCount> CountByClass() =>
        [.. Catalog.Classes.Select(grainClass => new ActivationCount(grainClass.GrainType.ToString(), grainClass.Active))];

    public GrainView? Look(GrainId grain) => Catalog.ClassOf(grain).Find(grain.Key.ToString())?.View();

    internal DateTimeOffset InstantOf(long ticks) => Time.GetUtcNow() - TimeSpan.FromTicks(Ticks - ticks);

    internal void Expect(Call call)
    {
        call.ExpiresAt = Ticks + AnswerWithin;
        InFlight.Add(call);
        _impatience?.Expect();
    }

    internal void ExpireCalls()
    {
        if (InFlight.NextExpiry is not { } next || next > Ticks)
        {
            return;
        }

        foreach (var call in InFlight.Expired(Ticks))
        {
            call.Fail(new TimeoutException(
                $"{call.To} did not answer {call.Name} within {Options.AnswerWithin}; it may still carry it out."));
        }
    }

    internal void OneMore() => Interlocked.Increment(ref _active);

    internal void OneLess()
    {
        if (Interlocked.Decrement(ref _active) == 0 && IsClosed)
        {
            _emptied.TrySetResult();
        }
    }

    // not CancelAsync: it would leave the one thread of virtual time
    private void CancelActivations() => _stopping.Cancel();

    private static IEnumerable<Activation> InOrder(GrainClass grainClass) =>
        grainClass.Activations.OrderBy(activation => activation.Key, StringComparer.Ordinal);
}
