namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>One running of one clock.</summary>
/// <param name="Clock">Which promise.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="DueAt">The last instant at which it can be kept.</param>
/// <param name="KeptAt">When what was promised was done, in time or late; null when it was not, however the case ended.</param>
public sealed record Promise(string Clock, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? KeptAt = null)
{
    public bool IsKeptInTime => KeptAt <= DueAt;

    public bool IsOverdueAt(DateTimeOffset instant) => DueAt < instant && KeptAt is null;

    public Promise AsOf(DateTimeOffset instant) => KeptAt > instant ? this with { KeptAt = null } : this;
}
