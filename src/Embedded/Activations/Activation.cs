using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// One grain in memory. Everything here but <see cref="Deliver"/> and the figures at the end runs on its own turns, so
/// nothing is locked. This file is what others see; Activation.Requests.cs says which request may run when,
/// Activation.Life.cs how it begins and ends.
/// </summary>
internal sealed partial class Activation : ITurnTaker, IGrainContext
{
    private static readonly Action<Activation> CollectIfIdle = static activation => activation.DeactivateIfIdle();
    private static readonly Action<Activation> EndIfAskedThen = static activation => activation.EndIfAsked();

    private readonly GrainClass _class;
    private readonly string _key;
    private readonly Turns _turns;

    public Activation(GrainClass grainClass, string key)
    {
        _class = grainClass;
        _key = key;
        _turns = new Turns(this, grainClass.Host.Runner);
    }

    /// <summary>The activation whose turn the caller runs on, if any.</summary>
    public static Activation? Current => (TaskScheduler.Current as Turns)?.Taker as Activation;

    public GrainHost Host => _class.Host;

    public string Key => _key;

    public GrainId GrainId => GrainId.Create(_class.GrainType, _key);

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices =>
        _services?.ServiceProvider ?? throw new InvalidOperationException($"{this} has ended.");

    public IGrainFactory GrainFactory => Host.GrainFactory;

    public ReminderClock Reminders => Host.Reminders;

    public static Activation Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext as Activation
            ?? throw new InvalidOperationException("This grain was built outside a host, which it needs for that.");
    }

    /// <returns>False when it has ended; another activation must take the request.</returns>
    public bool Deliver(Request request)
    {
        var waiting = Waiting;
        if (waiting >= Host.Options.LongestQueue && request is Message)
        {
            request.Fail(new LimitExceededException(
                nameof(EmbeddedOptions.LongestQueue), waiting, Host.Options.LongestQueue, this));
            return true;
        }

        request.ArrivedAt = Host.Ticks;
        return _turns.Post(request);
    }

    /// <summary>Asks it to end if it is idle. It may not be by then.</summary>
    public void OfferToCollect() => _turns.Post(CollectIfIdle);

    public object ReferenceAs(Type interfaceType) =>
        GrainReference.Create(Host, GrainCatalog.ShapeOf(interfaceType), _class, _key);

    /// <summary>Whether the caller runs on one of its turns.</summary>
    public bool IsCurrent => ReferenceEquals(Current, this);

    /// <summary>Refuses what must not be done from outside its turns.</summary>
    public void DemandTurn(string what)
    {
        if (!IsCurrent)
        {
            throw new InvalidOperationException(
                $"{what} of {this} was used outside its turns: after ConfigureAwait(false), or from another thread.");
        }
    }

    /// <summary>What it is doing at this moment, more or less: it goes on while one looks.</summary>
    public GrainView View()
    {
        var (running, waiting) = (_running.First, _waiting.First);
        return new GrainView(
            GrainId,
            running?.Name,
            running is null ? null : Host.InstantOf(running.ArrivedAt),
            Waiting,
            waiting is null ? null : Host.InstantOf(waiting.ArrivedAt),
            Host.InstantOf(Volatile.Read(ref _usedAt)));
    }

    public void Take(object item)
    {
        switch (item)
        {
            case Request request:
                Receive(request);
                break;
            case DeactivationReason reason:
                Deactivate(reason);
                break;
            case Action<Activation> then:
                then(this);
                break;
        }
    }

    public override string ToString() => $"{_class.GrainType}/{_key}";
}
