using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>A grain class and its activations: at most one per key.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);
    private readonly GrainConstruction _construction;
    private int _active;

    public GrainClass(Type type, GrainHost host)
    {
        Type = type;
        Host = host;
        GrainType = GrainTypeOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        CollectAfter = CollectAfterOf(type)?.Ticks ?? host.Options.CollectAfter.Ticks;
        WantsGoodbye = typeof(IGrainBase).IsAssignableFrom(type)
            && type.GetMethod(nameof(Grain.OnDeactivateAsync))?.DeclaringType != typeof(Grain);
        _construction = new GrainConstruction(type, host.Services);
    }

    public Type Type { get; }

    public GrainHost Host { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>In ticks; <see cref="Never"/> for a class that is never collected.</summary>
    public long CollectAfter { get; }

    /// <summary>Far enough off, and far enough from overflowing when added to an instant.</summary>
    public static long Never => long.MaxValue / 4;

    /// <summary>Whether the class overrides <c>OnDeactivateAsync</c>.</summary>
    public bool WantsGoodbye { get; }

    public int Active => Volatile.Read(ref _active);

    public IEnumerable<Activation> Activations => _activations.Select(pair => pair.Value);

    /// <summary>Those that are collected when they have been idle long enough.</summary>
    public IEnumerable<Activation> Collectable => CollectAfter < Never ? Activations : [];

    /// <summary>The class's name in identities: in lower case, less a final "grain", unless an attribute says otherwise.</summary>
    public static GrainType GrainTypeOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
        {
            return named.GrainType;
        }

        const string Suffix = "grain";
#pragma warning disable CA1308 // lower case, as Orleans has it: these names are in databases
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return GrainType.Create(
            name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }

    public Activation? Find(string key) => _activations.GetValueOrDefault(key);

    public void Deliver(string key, Request request)
    {
        while (true)
        {
            if (!_activations.TryGetValue(key, out var activation))
            {
                if (Host.IsClosed)
                {
                    request.Fail(new SiloUnavailableException($"{GrainType}/{key} was not activated: its host is stopping, or gone."));
                    return;
                }

                activation = _activations.GetOrAdd(key, static (key, self) => new Activation(self, key), this);
            }

            if (activation.Deliver(request))
            {
                return;
            }

            _activations.TryRemove(KeyValuePair.Create(key, activation)); // it is about to do so itself
        }
    }

    public Task<object> ConstructAsync(Activation activation) => _construction.ConstructAsync(activation);

    public void CountOneMore()
    {
        Interlocked.Increment(ref _active);
        Host.OneMore();
    }

    public void Forget(Activation activation, bool began)
    {
        _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));
        if (began)
        {
            Interlocked.Decrement(ref _active);
            Host.OneLess();
        }
    }

    private static TimeSpan? CollectAfterOf(Type type)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
        {
            return TimeSpan.FromTicks(Never);
        }

        return type.GetCustomAttribute<CollectionAgeLimitAttribute>() switch
        {
            { AlwaysActive: true } => TimeSpan.FromTicks(Never),
            { } limit => limit.AgeLimit,
            null => null,
        };
    }
}
