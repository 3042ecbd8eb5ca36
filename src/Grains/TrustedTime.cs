using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains;

/// <summary>
/// The trusted time of one process: <see cref="TimeTrust"/> over its <see cref="TimeProvider"/>. Everybody reads it; one
/// watch looks at the clocks that cannot be asked in passing and hands in what it saw.
/// </summary>
public sealed class TrustedTime : ITrustedTime
{
    /// <summary>A look during which this process stood still says nothing.</summary>
    private static readonly TimeSpan LookWithin = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _begunAt;
    private TimeTrust _trust;
    private long _suspicions;

    public TrustedTime(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _begunAt) = (time, time.GetTimestamp());
        _trust = TimeTrust.Begin(Sample());
    }

    /// <summary>How it stands.</summary>
    public TimeTrust Trust => Volatile.Read(ref _trust);

    /// <summary>How often belief was lost since this process began.</summary>
    public long Suspicions => Interlocked.Read(ref _suspicions);

    /// <summary>What the steady clock has counted since this process began.</summary>
    public TimeSpan Steady => _time.GetElapsedTime(_begunAt);

    public TimeReading Read()
    {
        var (sample, trust) = (Sample(), Trust);
        if (trust.Suspicion is null)
        {
            if (trust.Against(sample) == Reasons.None)
            {
                return new TimeReading(sample.WallAt.ToWholeMilliseconds())
                {
                    UpSince = trust.ZeroAt, BelievedSince = trust.BelievedSince,
                };
            }

            trust = Look(sample);
        }

        return new TimeReading(
            trust.SteadyAt(sample.Steady).ToWholeMilliseconds(), sample.WallAt.ToWholeMilliseconds());
    }

    /// <summary>Takes in a look at every clock there is.</summary>
    public TimeTrust Check(DatabaseTime? database, DateTimeOffset? lastCommitAt) =>
        Look(Sample() with { Database = database, LastCommitAt = lastCommitAt, IsCheck = true });

    /// <summary>Takes in a look in passing: it may begin a suspicion but never ends one.</summary>
    public TimeTrust Look() => Look(Sample());

    /// <summary>An administrator says that the wall clock is right as it stands.</summary>
    /// <returns>False if nobody doubts it.</returns>
    public bool Confirm()
    {
        lock (_gate)
        {
            if (_trust.Confirm() is not { } confirmed)
            {
                return false;
            }

            Volatile.Write(ref _trust, confirmed);
            return true;
        }
    }

    private TimeTrust Look(TimeSample sample)
    {
        lock (_gate)
        {
            var after = _trust.After(sample);
            if (_trust.Suspicion is null && after.Suspicion is not null)
            {
                Interlocked.Increment(ref _suspicions);
            }

            Volatile.Write(ref _trust, after);
            return after;
        }
    }

    private TimeSample Sample()
    {
        while (true)
        {
            var before = Steady;
            var wallAt = _time.GetUtcNow();
            var after = Steady;
            if (after - before < LookWithin)
            {
                return new TimeSample(wallAt, after);
            }
        }
    }
}
