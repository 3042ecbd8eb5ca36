namespace Monitoring.Grains.Rules.Complaints;

/// <summary>An interval in which the clocks that may be paused stand still. It begins at the approval, never at the asking.</summary>
/// <param name="FromAt">When it began.</param>
/// <param name="ToAt">When it ended; null while it runs.</param>
/// <param name="Reason">The code it was given for.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="ApprovedBy">Who, from outside the facility, approved it.</param>
public sealed record Pause(DateTimeOffset FromAt, DateTimeOffset? ToAt, string Reason, Actor AskedBy, Actor ApprovedBy)
{
    /// <summary>Whether an instant lies after its beginning and not after its end.</summary>
    public bool Holds(DateTimeOffset at) => at > FromAt && (ToAt is not { } to || at <= to);
}
