using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// What callers hold: an object that implements the interface and turns each call into a message. The runtime derives
/// one class from this per interface (<see cref="DispatchProxy"/>), so it can be neither sealed nor abstract-only.
/// </summary>
internal abstract class Reference : DispatchProxy, IAddressable
{
    public GrainHost Host { get; protected set; } = null!;

    public InterfaceShape Shape { get; protected set; } = null!;

    /// <summary>Brings a message to its target. Returns at once.</summary>
    public abstract void Deliver(Request message);

    /// <summary>The reference to use in place of <paramref name="addressable"/>, which may be the grain itself.</summary>
    public static object To(IAddressable addressable, Type interfaceType) => addressable switch
    {
        Reference reference when interfaceType.IsInstanceOfType(reference) => reference,
        GrainReference grain => grain.As(interfaceType),
        IGrainBase { GrainContext: Activation activation } => activation.ReferenceAs(interfaceType),
        _ => throw new NotSupportedException(
            $"{addressable.GetType().FullName} is neither a reference nor a grain of a host; "
            + $"an observer is passed as what {nameof(IGrainFactory.CreateObjectReference)} returned."),
    };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Shape.Of(targetMethod!).Send(this, args ?? []);
}
