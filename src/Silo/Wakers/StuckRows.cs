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

    /// <summary>How many rows have been due for more than one round.</summary>
    public int Count => _tries.Count(t => t.Value.Times > 1);

    /// <summary>Forgets the rows that are not overdue any more: they are done.</summary>
    public void Keep(IEnumerable<DueRow> overdue)
    {
        if (_tries.Count == 0)
        {
            return;
        }

        var still = overdue.Select(row => row.Stream).ToHashSet(StringComparer.Ordinal);
        foreach (var done in _tries.Keys.Where(stream => !still.Contains(stream)).ToArray())
        {
            _tries.Remove(done);
        }
    }

    /// <param name="row">What is due.</param>
    /// <param name="steady">
    /// The time that nobody sets: by a clock that was set back after a wake-up, a row would be left alone for as long as it was set back.
    /// </param>
    public bool MayWake(DueRow row, TimeSpan steady)
    {
        var known = _tries.TryGetValue(row.Stream, out var tries) && tries.NextAt == row.NextAt;
        if (known && steady < tries.NotBefore)
        {
            return false;
        }

        var times = known ? tries.Times + 1 : 1;
        var pause = FirstPause * Math.Pow(2, Math.Min(times - 1, 10));
        _tries[row.Stream] = new Tries(row.NextAt, times, steady + (pause > LongestPause ? LongestPause : pause));
        return true;
    }

    /// <summary>Starts anew: none has failed.</summary>
    public void Forget() => _tries.Clear();

    private readonly record struct Tries(DateTimeOffset NextAt, int Times, TimeSpan NotBefore);
}
