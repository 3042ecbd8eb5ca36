namespace Monitoring.Embedded;

/// <summary>A request whose sender hears nothing: neither that it arrived, nor that it failed.</summary>
internal sealed class OneWayMessage(Reference to, MethodShape method, object?[] arguments)
    : Message(to, method, arguments)
{
    public override void End(Task done)
    {
        if (done.Exception is { } failure)
        {
            Fail(failure.InnerException!);
        }
    }

    public override void Fail(Exception reason) => To.Host.Log.OneWayFailed(To.ToString()!, Name, reason);
}
