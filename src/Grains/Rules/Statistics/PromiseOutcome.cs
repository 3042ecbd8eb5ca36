using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>What became of a promise.</summary>
public enum PromiseOutcome
{
    /// <summary>Its deadline lies ahead.</summary>
    Pending,
    InTime,

    /// <summary>Late or never: still waiting is a miss, and so is a case closed without what was promised.</summary>
    Missed,

    /// <summary>The complainant, or a desk above the facility, ended the case before the deadline.</summary>
    Released,
}

/// <summary>How promises ended.</summary>
public static class PromiseOutcomes
{
    /// <summary>What had become of one of the case's promises by an instant; the facts are those known then.</summary>
    public static PromiseOutcome OutcomeOf(this CaseFacts facts, Promise promise, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(promise);
        if (promise.KeptAt is not null)
        {
            return promise.IsKeptInTime ? PromiseOutcome.InTime : PromiseOutcome.Missed;
        }

        if (facts.IsReleased && facts.Ending!.At <= promise.DueAt)
        {
            return PromiseOutcome.Released;
        }

        return promise.DueAt < asOf ? PromiseOutcome.Missed : PromiseOutcome.Pending;
    }
}
