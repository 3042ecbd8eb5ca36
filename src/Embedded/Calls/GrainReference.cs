using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>A reference to a grain: its class and its key. Two references to one grain are equal.</summary>
#pragma warning disable CA1852 // the runtime derives a class from it per interface
internal class GrainReference : Reference, IEquatable<GrainReference>
{
    private GrainClass _class = null!;
    private string _key = null!;

    public GrainId GrainId => GrainId.Create(_class.GrainType, _key);

    public static GrainReference Create(GrainHost host, InterfaceShape shape, GrainClass grainClass, string key)
    {
        var reference = (GrainReference)shape.NewGrainReference();
        reference.Host = host;
        reference.Shape = shape;
        reference._class = grainClass;
        reference._key = key;
        return reference;
    }

    public object As(Type interfaceType) => Create(Host, GrainCatalog.ShapeOf(interfaceType), _class, _key);

    public override void Deliver(Request message) => _class.Deliver(_key, message);

    public bool Equals(GrainReference? other) =>
        other is not null && ReferenceEquals(_class, other._class) && string.Equals(_key, other._key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => HashCode.Combine(_class, _key);

    public override string ToString() => $"{_class.GrainType}/{_key}";
}
