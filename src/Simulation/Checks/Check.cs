using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// One invariant of one world. It looks at what has just changed, whenever something has; what needs the whole is looked at
/// after a crash and at the end.
/// </summary>
internal abstract class Check(World world, string invariant)
{
    /// <summary>Its number in INVARIANTS.md.</summary>
    public string Invariant { get; } = invariant;

    /// <summary>How often it has really looked at something.</summary>
    public long Times { get; private set; }

    protected World World { get; } = world;

    /// <summary>An append to a complaint became durable.</summary>
    public virtual void OnCommit(Commit commit)
    {
    }

    /// <summary>A client was answered.</summary>
    /// <param name="ask">What it asked.</param>
    /// <param name="answer">What it was told.</param>
    /// <param name="sentAfter">How many events were durable when it asked.</param>
    public virtual void OnAnswer(Ask ask, Outcome answer, long sentAfter)
    {
    }

    /// <summary>A repeated request was told where its answer lies, and that was given again.</summary>
    public virtual void OnRecall(Ask ask, EarlierRequest earlier, Receipt again)
    {
    }

    /// <summary>An item reached a board.</summary>
    public virtual void OnDelivery(Board board, FeedRow row, long before, bool applied)
    {
    }

    /// <summary>A net has gone round.</summary>
    /// <param name="woken">The rows, as it had read them, of the complaints that it called, in the order of the calls.</param>
    public virtual void OnNetRound(ImmutableArray<DueRow> woken)
    {
    }

    /// <summary>The clock on the wall was set.</summary>
    public virtual void OnClockStep(TimeSpan by)
    {
    }

    /// <summary>Something happened, or time passed.</summary>
    public virtual void AfterStep()
    {
    }

    /// <summary>The machine died; nothing is left but what was durable.</summary>
    public virtual void AfterCrash()
    {
    }

    /// <summary>The quiet phase is over: everything must have converged.</summary>
    public virtual void AtEnd()
    {
    }

    /// <summary>Counts one look, and fails the world unless what must hold does.</summary>
    protected void Demand(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Otherwise otherwise)
    {
        Times++;
        if (!holds)
        {
            World.Fail(Invariant, otherwise.ToString());
        }
    }
}
