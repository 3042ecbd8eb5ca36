using Orleans;
using Orleans.Runtime;

namespace Monitoring.Embedded;

// Placeholders so that others can compile against the surface; the engine follows.
internal sealed class Activation : IGrainContext
{
    public static Activation? Current => null;

    public GrainId GrainId => throw new NotSupportedException();

    public object? GrainInstance => throw new NotSupportedException();

    public IServiceProvider ActivationServices => throw new NotSupportedException();

    public IGrainFactory GrainFactory => throw new NotSupportedException();

    public ReminderClock Reminders => throw new NotSupportedException();

    public static Activation Of(IGrainBase grain) =>
        grain.GrainContext as Activation ?? throw new InvalidOperationException("This grain was built outside a host.");

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void DelayDeactivation(TimeSpan timeSpan) => throw new NotSupportedException();
}

internal abstract class GrainReference
{
    public abstract GrainId GrainId { get; }

    public static object To(IAddressable grain, Type interfaceType) => throw new NotSupportedException();
}

internal static class GrainTimer
{
    public static IGrainTimer Start<TState>(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options) => throw new NotSupportedException();
}

internal abstract class ReminderClock
{
    public abstract Task<IGrainReminder> RegisterOrUpdate(
        GrainId grain, string name, TimeSpan dueTime, TimeSpan period);

    public abstract Task Unregister(IGrainReminder reminder);

    public abstract Task<IGrainReminder?> Get(GrainId grain, string name);

    public abstract Task<List<IGrainReminder>> GetAll(GrainId grain);
}
