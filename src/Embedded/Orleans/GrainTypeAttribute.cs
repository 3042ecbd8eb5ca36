using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Names a grain class in its grains' identities. Without it the name is that of the class, in lower case, less a
/// final "grain".
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal GrainType GrainType { get; } = GrainType.Create(grainType);
}
