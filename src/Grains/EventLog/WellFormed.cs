namespace Monitoring.Grains.EventLog;

/// <summary>
/// What no log takes, whichever it is: an append that contradicts itself is a bug of its writer, not a matter of storage,
/// and is refused before anything is written.
/// </summary>
public static class WellFormed
{
    /// <exception cref="ArgumentException">The append contradicts itself; the message says how.</exception>
    public static void Check(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        ArgumentException.ThrowIfNullOrEmpty(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedSeq);
        Refuse(append.Events.IsDefault || append.Keys.IsDefault, "Events and Keys may be empty but must be set.");
        foreach (var written in append.Events)
        {
            Refuse(!IsWhole(written.At), $"{written.Kind} is stamped {written.At:O}: not UTC in whole milliseconds.");
            Refuse(written.Hash == EventHash.None, $"{written.Kind} is not linked to the event before it: EventChain.Link does that.");
            Refuse(written.Audiences.IsDefault, $"{written.Kind} does not say whose feeds it enters.");
            Refuse(written.Item is null && !written.Audiences.IsEmpty, $"{written.Kind} has audiences but nothing to show.");
        }

        if (append.Due is { } due)
        {
            Refuse(due.Stream != append.Stream, $"The due row is of {due.Stream}, the append of {append.Stream}.");
            Refuse(!IsWhole(due.NextAt), $"The due row stands at {due.NextAt:O}: not UTC in whole milliseconds.");
            Refuse(due.Urgency is < 0 or > short.MaxValue, $"The due row's urgency is {due.Urgency}: not between 0 and {short.MaxValue}.");
        }

        Refuse(HasTwins(append.Keys), "The same idempotency key stands twice in one append.");
    }

    // what is decided from memory must equal what is read back, so nothing may be rounded on the way
    private static bool IsWhole(DateTimeOffset at) =>
        at.Offset == TimeSpan.Zero && at.Ticks % TimeSpan.TicksPerMillisecond == 0;

    private static bool HasTwins(System.Collections.Immutable.ImmutableArray<RequestKey> keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (keys[i].Client == keys[j].Client && keys[i].Key == keys[j].Key)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Refuse(bool wrong, string why)
    {
        if (wrong)
        {
            throw new ArgumentException(why);
        }
    }
}
