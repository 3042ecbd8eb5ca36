using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// What every grain class and interface must keep to so that it runs on either engine. Orleans would find out at the
/// first call, or lose a member without a word; arguments are shared here and copied there, which only the immutable
/// cannot tell apart.
/// </summary>
internal static class Contract
{
    /// <summary>Interfaces that were looked at and are in order: a type never changes, and hosts come and go.</summary>
    private static readonly ConcurrentDictionary<Type, bool> Sound = new();

    /// <exception cref="ContractException">Lists everything that is wrong.</exception>
    public static void Demand(IReadOnlyCollection<Type> grainClasses, IEnumerable<Type> observers, bool canRemind)
    {
        var refusals = new List<string>();
        var interfaces = grainClasses.SelectMany(GrainCatalog.GrainInterfacesOf).Concat(observers).Distinct()
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
        foreach (var type in interfaces)
        {
            CheckInterface(type, refusals);
        }

        foreach (var type in grainClasses)
        {
            CheckClass(type, canRemind, refusals);
        }

        CheckNames(grainClasses, refusals);
        Conclude(refusals);
    }

    /// <inheritdoc cref="Demand(IReadOnlyCollection{Type}, IEnumerable{Type}, bool)"/>
    public static void Demand(Type interfaceType)
    {
        var refusals = new List<string>();
        new InterfaceContract(interfaceType, refusals).Check();
        Conclude(refusals);
    }

    private static void CheckInterface(Type type, List<string> refusals)
    {
        var before = refusals.Count;
        if (!Sound.ContainsKey(type))
        {
            new InterfaceContract(type, refusals).Check();
        }

        if (refusals.Count == before)
        {
            Sound.TryAdd(type, true);
        }
    }

    private static void Conclude(List<string> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new ContractException(refusals);
        }
    }

    private static void CheckClass(Type type, bool canRemind, List<string> refusals)
    {
        if (!typeof(IGrainWithStringKey).IsAssignableFrom(type))
        {
            refusals.Add($"{type.FullName}: no interface of it is an {nameof(IGrainWithStringKey)}.");
        }

        if (typeof(IRemindable).IsAssignableFrom(type) && !canRemind)
        {
            refusals.Add($"{type.FullName}: it is {nameof(IRemindable)}, but no {nameof(IReminderTable)} is registered.");
        }

        var twice = GrainConstruction.ConstructorOf(type).GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>()
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        foreach (var name in twice)
        {
            refusals.Add($"{type.FullName}: two of its states are named \"{name.Key}\"; the second would overwrite the first.");
        }
    }

    private static void CheckNames(IEnumerable<Type> grainClasses, List<string> refusals)
    {
        foreach (var same in grainClasses.GroupBy(GrainClass.GrainTypeOf).Where(group => group.Count() > 1))
        {
            refusals.Add(
                $"{string.Join(" and ", same.Select(type => type.FullName))} are both named \"{same.Key}\" in their grains' "
                + "identities; give one a [GrainType].");
        }
    }
}
