using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Wakers;

/// <summary>
/// Remembers rows that stay due although their complaint was woken, and leaves them alone for longer each time, so
/// that one poisoned complaint cannot keep the net from the others.
/// </summary>
internal sealed class StuckRows
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>Shorter than the minute within which everything must be caught up after an outage.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Tries> _tries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>How many rows have been due for more than one round.</summary>
    public int Count => _tries.Count(t => t.Value.Times > 1);

    public bool MayWake(DueRow row, DateTimeOffset now)
    {
        _seen.Add(row.Stream);
        var known = _tries.TryGetValue(row.Stream, out var tries) && tries.NextAt == row.NextAt;
        if (known && now < tries.NotBefore)
        {
            return false;
        }

        var times = known ? tries.Times + 1 : 1;
        var pause = FirstPause * Math.Pow(2, Math.Min(times - 1, 10));
        _tries[row.Stream] = new Tries(row.NextAt, times, now + (pause > LongestPause ? LongestPause : pause));
        return true;
    }

    /// <summary>Starts anew: none has failed.</summary>
    public void Forget()
    {
        _tries.Clear();
        _seen.Clear();
    }

    /// <summary>Forgets the rows that were not seen in this round: they are done.</summary>
    public void EndRound()
    {
        foreach (var done in _tries.Keys.Where(stream => !_seen.Contains(stream)).ToArray())
        {
            _tries.Remove(done);
        }

        _seen.Clear();
    }

    private readonly record struct Tries(DateTimeOffset NextAt, int Times, DateTimeOffset NotBefore);
}
