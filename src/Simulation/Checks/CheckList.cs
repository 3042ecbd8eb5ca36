using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Every check of a world.</summary>
internal sealed class CheckList(World world)
{
    private readonly Check[] _all =
    [
        new C1UniqueBirth(world),
        new C2SingleHistory(world),
        new C3UnknownIsNotNo(world),
        new C4PureDeadlines(world),
        new C5OneBreach(world),
        new C6NeverEarly(world),
        new C7NeverMissing(world),
        new C8LateIsTold(world),
        new C9IndexIsDerivation(world),
        new C10SuspectClockIsSafe(world),
        new C11AmendNotErase(world),
        new C12LegalMoves(world),
        new C13ClockStopsOnlyWhenAllowed(world),
        new C14LadderInOrder(world),
        new C14ByTheRosterInForce(world),
        new C16AcknowledgingIsNotAnswering(world),
        new SecondReading(world),
        new F1CountersAreTheFold(world),
        new F2BelongsToOne(world),
        new F3Scope(world),
        new F6SilenceIsNotAction(world),
        new B1Gapless(world),
        new B2SameTransaction(world),
        new B3Resume(world),
        new B4SnapshotAndTail(world),
        new B7OrderWithinACase(world),
        new B7GravestFirst(world),
        new B8Masked(world),
        new A1Chain(world),
        new I1AnsweredIsDurable(world),
        new I2ErrorMeansMaybe(world),
        new I3KeyIdempotency(world),
        new I4NaturalIdempotency(world),
    ];

    public ImmutableArray<(string Invariant, long Times)> Counts() => [.. _all.Select(check => (check.Invariant, check.Times))];

    public void OnCommit(Commit commit)
    {
        foreach (var check in _all)
        {
            check.OnCommit(commit);
        }
    }

    public void OnAnswer(Ask ask, Outcome answer, long sentAfter)
    {
        world.Truth.Refusals += answer.Kind == OutcomeKind.Refused ? 1 : 0;
        foreach (var check in _all)
        {
            check.OnAnswer(ask, answer, sentAfter);
        }
    }

    public void OnRecall(Ask ask, EarlierRequest earlier, Receipt again)
    {
        foreach (var check in _all)
        {
            check.OnRecall(ask, earlier, again);
        }
    }

    public void OnDelivery(Board board, FeedRow row, long before, bool applied)
    {
        foreach (var check in _all)
        {
            check.OnDelivery(board, row, before, applied);
        }
    }

    public void OnNetRound(ImmutableArray<DueRow> woken)
    {
        foreach (var check in _all)
        {
            check.OnNetRound(woken);
        }
    }

    public void OnClockStep(TimeSpan by)
    {
        foreach (var check in _all)
        {
            check.OnClockStep(by);
        }
    }

    public void AfterStep()
    {
        foreach (var check in _all)
        {
            check.AfterStep();
        }
    }

    public void AfterCrash()
    {
        foreach (var check in _all)
        {
            check.AfterCrash();
        }
    }

    public void AtEnd()
    {
        foreach (var check in _all)
        {
            if (world.Failure is null)
            {
                check.AtEnd();
            }
        }
    }
}
