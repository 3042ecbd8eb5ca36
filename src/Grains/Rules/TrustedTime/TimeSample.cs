namespace Monitoring.Grains.Rules.TrustedTime;

/// <summary>One look at every clock there is.</summary>
/// <param name="WallAt">What the clock of this machine shows (UTC).</param>
/// <param name="Steady">What the clock counts that nobody can set, from any beginning.</param>
/// <param name="Database">What the database's clock showed just now; null if it was not asked or did not answer.</param>
/// <param name="LastCommitAt">The latest instant found in the log; null if it was not read or is empty.</param>
/// <param name="IsCheck">Whether everything was asked that can be, so that it may count towards the end of a suspicion.</param>
public readonly record struct TimeSample(
    DateTimeOffset WallAt,
    TimeSpan Steady,
    DatabaseTime? Database = null,
    DateTimeOffset? LastCommitAt = null,
    bool IsCheck = false)
{
    /// <summary>What the wall clock would have shown when the steady clock stood at zero: it moves only when one of them jumps.</summary>
    public DateTimeOffset ZeroAt => WallAt - Steady;
}

/// <summary>What a database's clock showed.</summary>
/// <param name="At">The instant (UTC).</param>
/// <param name="Steady">When that was, by the steady clock: the middle of the asking.</param>
/// <param name="Within">How far off that can be: half of the time that the asking took.</param>
public readonly record struct DatabaseTime(DateTimeOffset At, TimeSpan Steady, TimeSpan Within)
{
    public DateTimeOffset ZeroAt => At - Steady;
}
