using Microsoft.Extensions.Logging;

namespace Monitoring.Embedded;

/// <summary>What the engine has to say to operators: failures that no caller hears of.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Error, "{Grain} could not be activated; those who called it were told")]
    public partial void ActivationFailed(string grain, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Grain} failed in OnDeactivateAsync; it was deactivated all the same")]
    public partial void GoodbyeFailed(string grain, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "{Grain} failed while being disposed")]
    public partial void DisposalFailed(string grain, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "One-way {Method} to {Target} failed")]
    public partial void OneWayFailed(string target, string method, Exception failure);

    [LoggerMessage(5, LogLevel.Warning, "A timer of {Grain} failed; its next tick comes at its time")]
    public partial void TickFailed(string grain, Exception failure);

    [LoggerMessage(6, LogLevel.Error, "Reminder {Reminder} of {Grain} was not delivered; its next tick comes at its time")]
    public partial void ReminderFailed(string reminder, string grain, Exception failure);

    [LoggerMessage(7, LogLevel.Warning, "{Method} was called on an observer that is gone")]
    public partial void ObserverGone(string method);
}
