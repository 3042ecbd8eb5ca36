using System.Reflection;
using Monitoring.Grains.Contracts;
using Orleans;

namespace Monitoring.Silo.Tests.Wakers;

/// <summary>Grains that do nothing but write down that they were called. A proxy, since each engine's factory has members of its own.</summary>
public class Called : DispatchProxy
{
    private List<string> _calls = [];
    private Called? _book;
    private string _name = "";

    /// <summary>Who was called, in order.</summary>
    public IReadOnlyList<string> InOrder => _calls;

    /// <summary>What passes at each call.</summary>
    public Action Take { get; set; } = () => { };

    internal IGrainFactory Grains { get; private set; } = null!;

    internal static Called Nobody()
    {
        var grains = Create<IGrainFactory, Called>();
        var book = (Called)(object)grains;
        (book._book, book.Grains) = (book, grains);
        return book;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.Name == nameof(IGrainFactory.GetGrain))
        {
            return targetMethod.GetGenericArguments()[0] == typeof(IComplaintGrain)
                ? Named<IComplaintGrain>((string)args![0]!)
                : Named<IFacilityGrain>((string)args![0]!);
        }

        var who = targetMethod.Name == nameof(IFacilityGrain.Preload) ? _name + " is to read its book" : _name;
        _book!._calls.Add(who);
        _book.Take();
        return Task.CompletedTask;
    }

    private T Named<T>(string name)
        where T : class
    {
        var grain = Create<T, Called>();
        var called = (Called)(object)grain;
        (called._book, called._name, called._calls) = (_book, name, []);
        return grain;
    }
}
