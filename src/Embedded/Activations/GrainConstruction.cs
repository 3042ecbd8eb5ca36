using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// How to build a grain: its constructor's parameters come from the services, save the grain's context and the states
/// marked <see cref="PersistentStateAttribute"/>, which are read before the grain is given to anyone.
/// </summary>
internal sealed class GrainConstruction
{
    // what a class is built from depends on the class alone, so hosts that come and go share it
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    private readonly Lazy<ObjectFactory> _build; // compiling it takes a while, and many a class is never used
    private readonly Func<Activation, object>[] _own; // the parameters that do not come from the services, in order

    public GrainConstruction(Type type, IServiceProvider services)
    {
        var own = ConstructorOf(type).GetParameters()
            .Select(parameter => (parameter.ParameterType, Give: GiverOf(type, parameter, services)))
            .Where(parameter => parameter.Give is not null)
            .ToList();
        _own = [.. own.Select(parameter => parameter.Give!)];
        _build = new Lazy<ObjectFactory>(() => Factories.GetOrAdd(
            type, _ => ActivatorUtilities.CreateFactory(type, [.. own.Select(parameter => parameter.ParameterType)])));
    }

    public static ConstructorInfo ConstructorOf(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.Length == 1
            ? constructors[0]
            : constructors.SingleOrDefault(one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? throw new InvalidOperationException(
                    $"{type.FullName} has {constructors.Length} public constructors; a grain class has one, or marks one "
                    + $"with [{nameof(ActivatorUtilitiesConstructorAttribute)}].");
    }

    public Task<object> ConstructAsync(Activation activation)
    {
        if (_own.Length == 0)
        {
            return Task.FromResult(_build.Value(activation.ActivationServices, null));
        }

        var own = Array.ConvertAll(_own, give => give(activation));
        var grain = _build.Value(activation.ActivationServices, own);
        return ReadStatesAsync(grain, own);
    }

    private static async Task<object> ReadStatesAsync(object grain, object[] own)
    {
        foreach (var state in own.OfType<PersistentState>())
        {
            await state.ReadStateAsync();
        }

        return grain;
    }

    private static Func<Activation, object>? GiverOf(Type type, ParameterInfo parameter, IServiceProvider services)
    {
        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        return parameter.GetCustomAttribute<PersistentStateAttribute>() is { } attribute
            ? PersistentState.GiverOf(type, parameter.ParameterType, attribute, services)
            : null;
    }
}
