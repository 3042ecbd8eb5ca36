namespace Monitoring.LiveBoard.Fold;

/// <summary>An item was offered beyond the next number: what lies between must be read first.</summary>
public sealed class GapException(string audience, long head, long offered)
    : Exception($"The board of {audience} stands at {head} and was offered {offered}.")
{
    /// <summary>The last number applied.</summary>
    public long Head { get; } = head;

    /// <summary>The number that came too early.</summary>
    public long Offered { get; } = offered;
}
