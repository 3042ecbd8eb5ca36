namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Something that needs a second person, asked and not yet approved. It moves no clock.</summary>
/// <param name="What">Its kind, one of <see cref="RequestKinds"/>.</param>
/// <param name="Reason">The code it was given for.</param>
/// <param name="Grade">For a grade: the new one.</param>
/// <param name="Clock">For an extension: the clock.</param>
/// <param name="Epoch">For an extension: which running of it.</param>
/// <param name="By">Who asked.</param>
/// <param name="At">When.</param>
public sealed record Request(
    string What, string Reason, string? Grade, string? Clock, int? Epoch, Actor By, DateTimeOffset At);

/// <summary>What can need a second person.</summary>
public static class RequestKinds
{
    public const string Hold = "hold";
    public const string Extend = "extend";
    public const string Grade = "grade";
    public const string Close = "close";

    public static IReadOnlyList<string> All { get; } = [Hold, Extend, Grade, Close];
}
