using System.Collections.Immutable;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// The log's streams one after the other, for whoever audits all of them: first what each row holds in four bytes, so that a
/// million of them cost next to nothing, and of those that matter the row itself.
/// </summary>
public interface IStreamIndex
{
    /// <summary>Streams in the order of their places, strictly after <paramref name="after"/>; at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<StreamMark>> Marks(long after, int limit, CancellationToken cancellation);

    /// <summary>The row at a place; null if there is none.</summary>
    ValueTask<StreamRow?> Row(long place, CancellationToken cancellation);
}

/// <summary>A stream's place, which never changes, and a fingerprint of what its row holds.</summary>
/// <param name="Place">Greater than 0; not without gaps.</param>
/// <param name="Mark">
/// Another number whenever seq, facility or instant is another, but once in four billion times. Never 0; of this log and this
/// version of the program only.
/// </param>
public readonly record struct StreamMark(long Place, uint Mark)
{
    /// <summary>The mark of a row.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="seq">The stream's last seq.</param>
    /// <param name="facility">Any number that stands for the facility; 0 if there is no due row.</param>
    /// <param name="dueAt">Unix milliseconds; 0 if there is no due row.</param>
    public static StreamMark Of(long place, long seq, ulong facility, long dueAt)
    {
        unchecked
        {
            var mixed = Mix(Mix(Mix((ulong)seq) ^ facility) ^ (ulong)dueAt);
            var mark = (uint)(mixed ^ (mixed >> 32));
            return new StreamMark(place, mark == 0 ? 1 : mark);
        }
    }

    /// <summary>A number that stands for a facility's name.</summary>
    public static ulong NumberOf(ReadOnlySpan<byte> facility)
    {
        var number = 14_695_981_039_346_656_037;
        foreach (var one in facility)
        {
            number = unchecked((number ^ one) * 1_099_511_628_211);
        }

        return number;
    }

    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
            x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
            return x ^ (x >> 31);
        }
    }
}

/// <summary>A stream's row.</summary>
/// <param name="Mark">Its place and fingerprint.</param>
/// <param name="Stream">Its name.</param>
/// <param name="Seq">Its last seq.</param>
/// <param name="Due">Its due row, if it has one.</param>
public sealed record StreamRow(StreamMark Mark, string Stream, long Seq, DueRow? Due);
