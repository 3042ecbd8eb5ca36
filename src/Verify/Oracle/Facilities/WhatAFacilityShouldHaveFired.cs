using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>
/// Walks over the committed events of one facility and asks of each whether docs/facilities.md asks for it, and of everything
/// that the document asks for whether it is there.
/// </summary>
public sealed class WhatAFacilityShouldHaveFired
{
    private readonly FacilitySoFar _facility = new();
    private readonly List<ExpectedFiring> _expected = [];
    private readonly List<Firing> _owed = [];
    private readonly List<Difference> _differences = [];
    private readonly Func<PolicyNames, OraclePolicy?> _versions;
    private readonly TimeSpan _lateAfter;

    private WhatAFacilityShouldHaveFired(Func<PolicyNames, OraclePolicy?> versions, TimeSpan lateAfter) =>
        (_versions, _lateAfter) = (versions, lateAfter);

    /// <param name="events">The committed events of one facility, in order.</param>
    /// <param name="versions">Finds a policy by its names and versions.</param>
    /// <param name="asOf">An instant by which everything due must have fired; null: only what precedes a later event must.</param>
    /// <param name="lateAfter">Later than this after its instant, a firing is late.</param>
    /// <param name="aheadUntil">How far to look ahead of the last event; null: not at all.</param>
    public static Verdict Judge(
        ImmutableArray<OwnEvent> events, Func<PolicyNames, OraclePolicy?> versions, DateTimeOffset? asOf = null, TimeSpan? lateAfter = null,
        DateTimeOffset? aheadUntil = null)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return new WhatAFacilityShouldHaveFired(versions, lateAfter ?? WhatShouldHaveFired.LateAfter).Over(events, asOf, aheadUntil);
    }

    private Verdict Over(ImmutableArray<OwnEvent> events, DateTimeOffset? asOf, DateTimeOffset? aheadUntil)
    {
        foreach (var happened in events)
        {
            if (happened.ByTheRule)
            {
                Match(happened);
            }
            else
            {
                Take(happened);
            }
        }

        var nextAt = _facility.Earliest()?.HoldsAt;
        var clocks = Clocks();
        if (asOf is { } end)
        {
            Owe(end, null);
        }

        foreach (var owed in _owed)
        {
            var before = _expected.Find(e => ReferenceEquals(e.Firing, owed))?.BeforeSeq;
            Differ(DifferenceKind.Missing, before, owed, null, owed.ToString());
        }

        return new Verdict(clocks, [.. _expected.Where(e => e.Firing.Kind != FiringKind.Mark)], nextAt, [], [.. _differences])
        {
            Ahead = [.. Ahead(aheadUntil)],
        };
    }

    private void Take(OwnEvent happened)
    {
        // nothing fires while the clock is in doubt
        if (!happened.InDoubt)
        {
            Owe(happened.At, happened.Seq);
        }

        if (happened.Followed is { } said)
        {
            Follow(happened, said);
        }
        else if (_facility.Take(happened) is { } wrong)
        {
            Differ(DifferenceKind.Unasked, happened.Seq, null, null, wrong);
        }
    }

    private void Follow(OwnEvent happened, OwnRevision said)
    {
        if (_versions(said.To) is not { } next)
        {
            Differ(DifferenceKind.OtherPolicy, happened.Seq, null, null, $"it follows {said.To} from here on, which is not known");
            return;
        }

        var (moved, kept) = _facility.Follow(next, happened.At);
        foreach (var wrong in moved.Except(said.Moved).Concat(kept.Except(said.Kept)).Select(d => $"it does not say: {d}")
            .Concat(said.Moved.Except(moved).Concat(said.Kept.Except(kept)).Select(d => $"it says: {d}")))
        {
            Differ(DifferenceKind.WrongRevision, happened.Seq, null, null, wrong);
        }
    }

    private void Owe(DateTimeOffset until, long? before)
    {
        while (_facility.Earliest() is { } firing && firing.HoldsAt <= until)
        {
            _facility.Fire(firing);
            _owed.Add(firing);
            _expected.Add(new ExpectedFiring(firing, before, null));
        }
    }

    /// <summary>Lives on without any event. The last thing that is asked of it.</summary>
    private IEnumerable<Firing> Ahead(DateTimeOffset? until)
    {
        while (_facility.Earliest() is { } firing && firing.HoldsAt <= until)
        {
            _facility.Fire(firing);
            yield return firing;
        }
    }

    private void Match(OwnEvent happened)
    {
        if (_facility.Open().FirstOrDefault(firing => Claims(happened, firing)) is not { } open)
        {
            NotOpen(happened);
            return;
        }

        if (_facility.Earliest() is { } earlier && Firing.InOrder(earlier, open) < 0)
        {
            Differ(DifferenceKind.OutOfOrder, happened.Seq, open, null, $"{open} stands before {earlier}");
        }

        if (happened.InDoubt)
        {
            Differ(DifferenceKind.InDoubt, happened.Seq, open, null, $"{open} fired while the clock was in doubt");
        }

        Judge(happened, open);
        _facility.Fire(open);
        _expected.Add(new ExpectedFiring(open, null, happened.Seq));
    }

    private void NotOpen(OwnEvent happened)
    {
        if (_owed.Find(firing => Claims(happened, firing)) is { } late)
        {
            _owed.Remove(late);
            var index = _expected.FindIndex(e => ReferenceEquals(e.Firing, late));
            Differ(DifferenceKind.OutOfOrder, happened.Seq, late, null, $"{late} had to stand before event {_expected[index].BeforeSeq}");
            _expected[index] = _expected[index] with { FiredAs = happened.Seq };
            Judge(happened, late);
            return;
        }

        var doubled = _expected.Exists(e => Claims(happened, e.Firing) && e.Firing.DueAt == happened.At);
        Differ(
            doubled ? DifferenceKind.Doubled : DifferenceKind.Unasked, happened.Seq, null, null,
            $"{happened.Kind} at {happened.At:yyyy-MM-ddTHH:mm:ss.fffZ}{happened.Fired}");
    }

    private void Judge(OwnEvent happened, Firing firing)
    {
        if (happened.At != firing.DueAt || (happened.Fired is { } stamp && stamp.DueAt != firing.DueAt))
        {
            Differ(DifferenceKind.WronglyStamped, happened.Seq, firing, happened.At - firing.DueAt, $"{happened.Kind} at {happened.At:O} is {firing}");
        }

        if (happened.Fired is not { } fired)
        {
            return;
        }

        if (!fired.Rungs.SequenceEqual(firing.Rungs))
        {
            Differ(DifferenceKind.WrongRungs, happened.Seq, firing, null, $"it told [{string.Join(' ', fired.Rungs)}]: {firing}");
        }

        if (!fired.SaysWhyLate)
        {
            Differ(DifferenceKind.LateUntold, happened.Seq, firing, fired.DecidedAt - fired.DueAt, $"it says it was late because of '{fired.LateBecause}'");
        }

        if (fired.DecidedAt < firing.HoldsAt)
        {
            Differ(DifferenceKind.Early, happened.Seq, firing, firing.HoldsAt - fired.DecidedAt, firing.ToString());
        }
        else if (fired.DecidedAt - firing.HoldsAt > _lateAfter)
        {
            Differ(DifferenceKind.Late, happened.Seq, firing, fired.DecidedAt - firing.HoldsAt, firing.ToString());
        }
    }

    private ImmutableArray<ClockVerdict> Clocks() => _facility.Policy is not { } policy
        ? []
        :
        [
            .. from run in _facility.Runs
               let dueAt = run.DueAt(policy)
               select new ClockVerdict(
                   run.Promise.Id,
                   run.Epoch,
                   run.StartedAt,
                   dueAt,
                   run.StoppedAt,
                   run.BrokenAt is not null ? true : run.StoppedAt is null ? null : run.StoppedAt > dueAt),
        ];

    private static bool Claims(OwnEvent happened, Firing firing) => happened switch
    {
        { Fired: { } fired } => firing.Kind == (happened.Kind == "facilityBreached" ? FiringKind.Breach : FiringKind.Rung)
            && firing.Clock == fired.Clock && firing.Epoch == fired.Epoch && firing.Step == fired.Step,
        _ => firing.Kind == FiringKind.Mark && firing.Step == happened.Kind,
    };

    private void Differ(DifferenceKind kind, long? seq, Firing? firing, TimeSpan? by, string detail) =>
        _differences.Add(new Difference(kind, seq, firing, by, detail));
}
