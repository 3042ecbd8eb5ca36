using Monitoring.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a remindable grain can ask about its reminders.</summary>
public static class GrainReminderExtensions
{
    /// <summary>
    /// Sets the reminder of that name: first tick after <paramref name="dueTime"/>, then one each
    /// <paramref name="period"/> (a minute at least). A tick whose instant the host slept through is skipped, not sent late.
    /// </summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    /// <remarks>The token is looked at before the reminder is written, not while it is.</remarks>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IGrainReminder>(cancellationToken)
            : RegisterOrUpdateReminder(grain, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        var activation = Activation.Of(grain);
        return grain is IRemindable
            ? activation.Reminders.RegisterOrUpdate(activation.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException(
                $"Grain {activation.GrainId} is not '{nameof(IRemindable)}', so it cannot be reminded.");
    }

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        UnregisterReminder((IGrainBase)grain, reminder);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        Activation.Of(grain).Reminders.Unregister(reminder);

    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        GetReminder((IGrainBase)grain, reminderName);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        var activation = Activation.Of(grain);
        return activation.Reminders.Get(activation.GrainId, reminderName);
    }

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        var activation = Activation.Of(grain);
        return activation.Reminders.GetAll(activation.GrainId);
    }
}
