using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>Which grain classes there are, and which of them an interface means.</summary>
internal sealed class GrainCatalog
{
    // a shape is the same for every host, and what it takes to invoke a method costs more to make than a small world lives
    private static readonly ConcurrentDictionary<Type, InterfaceShape> Shapes = new();

    private readonly GrainHost _host;
    private readonly Dictionary<string, GrainClass> _classes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), (InterfaceShape, GrainClass)> _found = new();

    public GrainCatalog(GrainHost host, bool canRemind)
    {
        _host = host;
        var types = host.Options.Assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).ToList();
        var grains = types.Where(IsGrainClass).OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        Contract.Demand(grains, types.Where(IsObserverInterface), canRemind);
        foreach (var type in grains)
        {
            var grainClass = new GrainClass(type, host);
            _classes.Add(grainClass.GrainType.ToString(), grainClass);
        }

        Classes = [.. _classes.Values.OrderBy(one => one.GrainType.ToString(), StringComparer.Ordinal)];
    }

    public IReadOnlyList<GrainClass> Classes { get; }

    public static IEnumerable<Type> GrainInterfacesOf(Type grainClass) =>
        grainClass.GetInterfaces().Where(type => typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly);

    public static InterfaceShape ShapeOf(Type interfaceType) => Shapes.GetOrAdd(interfaceType, static type =>
    {
        Contract.Demand(type); // an observer's interface may come from anywhere
        return new InterfaceShape(type);
    });

    public GrainClass ClassOf(GrainId grain) => _classes.TryGetValue(grain.Type.ToString(), out var found)
        ? found
        : throw new ArgumentException($"There is no grain class named \"{grain.Type}\".", nameof(grain));

    public (InterfaceShape Shape, GrainClass Class) Find(Type interfaceType, string? classNamePrefix) =>
        _found.GetOrAdd((interfaceType, classNamePrefix), static (key, self) => self.Search(key.Interface, key.Prefix), this);

    public IRemindable RemindableOf(GrainId grain) => (IRemindable)(object)GrainReference.Create(
        _host, ShapeOf(typeof(IRemindable)), ClassOf(grain), grain.Key.ToString());

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && typeof(IGrain).IsAssignableFrom(type)
        && !typeof(Reference).IsAssignableFrom(type);

    private static bool IsObserverInterface(Type type) =>
        type is { IsInterface: true, IsGenericTypeDefinition: false } && typeof(IGrainObserver).IsAssignableFrom(type);

    private (InterfaceShape, GrainClass) Search(Type interfaceType, string? prefix)
    {
        var found = Classes
            .Where(one => interfaceType.IsAssignableFrom(one.Type))
            .Where(one => prefix is null || one.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        return found switch
        {
            [var only] => (ShapeOf(interfaceType), only),
            [] => throw new ArgumentException($"No grain class of this host implements {interfaceType.FullName}."),
            _ => throw new ArgumentException(
                $"{interfaceType.FullName} is implemented by {string.Join(" and ", found.Select(one => one.Type.Name))}: "
                + "say which is meant by the start of its name."),
        };
    }
}
