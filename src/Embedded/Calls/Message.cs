namespace Monitoring.Embedded;

/// <summary>A request that was sent through a reference.</summary>
internal abstract class Message(Reference to, MethodShape method, object?[] arguments) : Request
{
    public Reference To { get; } = to;

    public MethodShape Method { get; } = method;

    public object?[] Arguments { get; } = arguments;

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    public override string Name => Method.Name;

    public override Task Begin(object target) => Method.Begin(target, Arguments);

    public override void SendAgain() => To.Deliver(this);
}
