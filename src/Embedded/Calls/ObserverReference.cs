namespace Monitoring.Embedded;

/// <summary>A reference to an observer, good until it is deleted or the observer is collected as garbage.</summary>
#pragma warning disable CA1852 // the runtime derives a class from it per interface
internal class ObserverReference : Reference
{
    private Observer _observer = null!;

    public static ObserverReference Create(GrainHost host, InterfaceShape shape, object observer)
    {
        var reference = (ObserverReference)shape.NewObserverReference();
        reference.Host = host;
        reference.Shape = shape;
        reference._observer = new Observer(observer, host);
        return reference;
    }

    /// <returns>False if it had been deleted before.</returns>
    public bool Delete() => _observer.Delete();

    public override void Deliver(Request message) => _observer.Deliver(message);

    public override string ToString() => $"observer {Shape.Type.Name}";
}
