using System.Collections.Frozen;
using System.Reflection;

namespace Monitoring.Embedded;

/// <summary>An interface that can be called through references, and how.</summary>
internal sealed class InterfaceShape
{
    private readonly FrozenDictionary<MethodInfo, MethodShape> _methods;

    public InterfaceShape(Type type)
    {
        Type = type;
        _methods = MethodsOf(type).ToFrozenDictionary(method => method, MethodShape.Of);
    }

    public Type Type { get; }

    public static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetInterfaces().Prepend(type).SelectMany(declaring => declaring.GetMethods());

    public MethodShape Of(MethodInfo method) => _methods[method];

    public object NewGrainReference() => DispatchProxy.Create(Type, typeof(GrainReference));

    public object NewObserverReference() => DispatchProxy.Create(Type, typeof(ObserverReference));
}
