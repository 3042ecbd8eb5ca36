using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>
/// Goes through a history event by event. Before each command everything that had come due must stand in the log;
/// each firing that stands there must be asked for by what stands before it.
/// </summary>
internal sealed class Walk(OraclePolicy policy, TimeSpan lateAfter, Func<PolicyNames, OraclePolicy?>? versions, Func<DutyName, DutyText?>? duties)
{
    private readonly CaseSoFar _case = new(policy);
    private readonly List<ExpectedFiring> _expected = [];
    private readonly List<Firing> _owed = [];
    private readonly List<CaseEvent> _unknown = [];
    private readonly List<Difference> _differences = [];
    private (DutyName Name, DutyText Text)? _duty;

    public Verdict Over(CaseHistory history, DateTimeOffset? asOf, DateTimeOffset? aheadUntil)
    {
        if (history.Policy is { } opened && opened != policy.Version)
        {
            Differ(DifferenceKind.OtherPolicy, 1, null, null, $"opened under {opened}, judged by {policy.Version}");
        }

        foreach (var happened in history.Events)
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

        var nextAt = _case.Earliest()?.HoldsAt;
        var clocks = Clocks();
        if (asOf is { } end)
        {
            Owe(end, null);
        }

        foreach (var firing in _owed)
        {
            var expected = _expected.FindIndex(e => ReferenceEquals(e.Firing, firing));
            Differ(DifferenceKind.Missing, _expected[expected].BeforeSeq, firing, null, firing.ToString());
        }

        return new Verdict(clocks, [.. _expected], nextAt, [.. _unknown], [.. _differences]) { Ahead = [.. Ahead(aheadUntil)] };
    }

    private void Take(CaseEvent happened)
    {
        // nothing fires while the clock is in doubt: it does afterwards, with the stamp that it would have had
        if (!happened.InDoubt)
        {
            Owe(happened.At, happened.Seq);
        }

        if (happened.Revision is { } revision)
        {
            Follow(happened, revision);
        }
        else if (!_case.Take(happened))
        {
            _unknown.Add(happened);
        }
    }

    private void Follow(CaseEvent happened, Revision said)
    {
        if (versions?.Invoke(said.To) is not { } next)
        {
            Differ(DifferenceKind.OtherPolicy, happened.Seq, null, null, $"it follows {said.To} from here on, which is not known");
            return;
        }

        var due = _case.Follow(next, happened.At);
        foreach (var wrong in due.Unlike(said).Select(part => $"it does not say: {part}").Concat(said.Unlike(due).Select(part => $"it says: {part}")))
        {
            Differ(DifferenceKind.WrongRevision, happened.Seq, null, null, wrong);
        }
    }

    /// <summary>Fires what came due up to an instant and does not stand in the log.</summary>
    private void Owe(DateTimeOffset until, long? before)
    {
        while (_case.Earliest() is { } firing && firing.HoldsAt <= until)
        {
            _case.Fire(firing, _case.TellingOf(firing, _duty));
            _owed.Add(firing);
            _expected.Add(new ExpectedFiring(firing, before, null));
        }
    }

    /// <summary>Lives on without any command. The last thing that is asked of a walk.</summary>
    private IEnumerable<Firing> Ahead(DateTimeOffset? until)
    {
        while (_case.Earliest() is { } firing && firing.HoldsAt <= until)
        {
            _case.Fire(firing, _case.TellingOf(firing, _duty));
            yield return firing;
        }
    }

    private void Match(CaseEvent happened)
    {
        if (Asked(happened) is not { } firing)
        {
            NotAsked(happened);
            return;
        }

        if (_case.Earliest() is { } earlier && Firing.InOrder(earlier, firing) < 0)
        {
            Differ(DifferenceKind.OutOfOrder, happened.Seq, firing, null, $"{firing} stands before {earlier}");
        }

        if (happened.InDoubt)
        {
            Differ(DifferenceKind.InDoubt, happened.Seq, firing, null, $"{happened} fired while the clock was in doubt");
        }

        Judge(happened, firing);
        JudgeTelling(happened, firing);
        _case.Fire(firing, happened.Fired?.Telling);
        _expected.Add(new ExpectedFiring(firing, null, happened.Seq));
    }

    /// <summary>The open firing that an event claims to be.</summary>
    private Firing? Asked(CaseEvent happened)
    {
        if (happened.Fired is not { } fired)
        {
            var kind = KindOf(happened);
            return _case.Open().Where(f => f.Kind == kind).MinBy(f => f.HoldsAt);
        }

        var same = _case.Open().Where(f => IsKind(f, happened) && f.Clock == fired.Clock && f.Epoch == fired.Epoch);
        return same.FirstOrDefault(f => f.Step == fired.Step)
            ?? same.FirstOrDefault(f => f.DueAt == fired.DueAt && f.Rungs.SequenceEqual(fired.Rungs));
    }

    private void NotAsked(CaseEvent happened)
    {
        if (_owed.FirstOrDefault(f => Claims(happened, f)) is { } late)
        {
            _owed.Remove(late);
            var index = _expected.FindIndex(e => ReferenceEquals(e.Firing, late));
            Differ(
                DifferenceKind.OutOfOrder, happened.Seq, late, null,
                $"{late} had to stand before event {_expected[index].BeforeSeq}");
            _expected[index] = _expected[index] with { FiredAs = happened.Seq };
            Judge(happened, late);
            return;
        }

        var doubled = _expected.FirstOrDefault(e => Claims(happened, e.Firing));
        Differ(
            doubled is null ? DifferenceKind.Unasked : DifferenceKind.Doubled,
            happened.Seq,
            doubled?.Firing,
            null,
            doubled is null ? $"no rule asks for {happened}" : $"{happened} had fired as event {doubled.FiredAs}");
        if (happened.Fired is null)
        {
            _case.Take(happened); // the case is over all the same
        }
    }

    private void Judge(CaseEvent happened, Firing firing)
    {
        if (happened.At != firing.DueAt || (happened.Fired is { } stamp && stamp.DueAt != firing.DueAt))
        {
            Differ(
                DifferenceKind.WronglyStamped, happened.Seq, firing, happened.At - firing.DueAt, $"{happened} is {firing}");
        }

        if (happened.Fired is { } fired)
        {
            if (fired.Step != firing.Step)
            {
                Differ(DifferenceKind.WronglyNamed, happened.Seq, firing, null, $"{happened} is {firing}");
            }

            if (!fired.SaysWhyLate)
            {
                Differ(DifferenceKind.LateUntold, happened.Seq, firing, fired.DecidedAt - fired.DueAt, $"{happened} says it was late because of '{fired.LateBecause}'");
            }

            if (!fired.Rungs.SequenceEqual(firing.Rungs))
            {
                Differ(DifferenceKind.WrongRungs, happened.Seq, firing, null, $"{happened} is {firing}");
            }
        }

        if ((happened.Fired?.DecidedAt ?? happened.CommittedAt) is { } decidedAt)
        {
            InTime(happened, firing, decidedAt);
        }
    }

    /// <summary>Who was told follows from desks, accusation and the roster that the event names.</summary>
    private void JudgeTelling(CaseEvent happened, Firing firing)
    {
        if (happened.Fired is not { } fired || (fired.Telling is null && !_case.Policy.Rungs.NamesDesks))
        {
            return; // who was told was not kept before packs named desks
        }

        if (fired.Telling is not { } said || firing.Rungs.IsEmpty)
        {
            if (fired.Telling is null != firing.Rungs.IsEmpty)
            {
                Differ(DifferenceKind.WrongTelling, happened.Seq, firing, null, $"{happened} tells {(fired.Telling is null ? "nobody" : "somebody")}");
            }

            return;
        }

        if (said.Duty is { } name && duties?.Invoke(name) is null)
        {
            Differ(DifferenceKind.WrongTelling, happened.Seq, firing, null, $"{happened} names the duty roster {name.Id} {name.Version}, which is not known");
            return;
        }

        _duty = said.Duty is null ? null : (said.Duty, duties!(said.Duty)!);
        if (_case.TellingOf(firing, _duty) is var due && !due.Same(said))
        {
            Differ(DifferenceKind.WrongTelling, happened.Seq, firing, null, $"{happened}: {said}; by the documents {due}");
        }
    }

    private void InTime(CaseEvent happened, Firing firing, DateTimeOffset decidedAt)
    {
        if (decidedAt < firing.HoldsAt)
        {
            Differ(DifferenceKind.Early, happened.Seq, firing, firing.HoldsAt - decidedAt, $"{happened} is {firing}");
        }
        else if (decidedAt - firing.HoldsAt > lateAfter)
        {
            Differ(DifferenceKind.Late, happened.Seq, firing, decidedAt - firing.HoldsAt, $"{happened} is {firing}");
        }
    }

    private ImmutableArray<ClockVerdict> Clocks() =>
    [
        .. _case.Runs
            .Where(run => run.Promise.Active || run.BrokenAt is not null)
            .OrderBy(run => _case.Policy.Promises.IndexOf(run.Promise)).ThenBy(run => run.Epoch)
            .Select(run => new ClockVerdict(
                run.Promise.Id,
                run.Epoch,
                run.StartedAt,
                run.DueAt,
                run.StoppedAt,
                run.BrokenAt is not null || (run.StoppedAt is { } stop && stop > run.DueAt) ? true : run.StoppedAt is null ? null : false)),
    ];

    private static bool Claims(CaseEvent happened, Firing firing) =>
        IsKind(firing, happened)
        && (happened.Fired is not { } fired
            ? firing.DueAt == happened.At
            : firing.Clock == fired.Clock && firing.Epoch == fired.Epoch && firing.Step == fired.Step);

    /// <summary>An escalation is a rung of the ladder or a climb; its step tells which.</summary>
    private static bool IsKind(Firing firing, CaseEvent happened) =>
        firing.Kind == KindOf(happened) || (firing.Kind == FiringKind.Climb && happened.Kind == "escalated");

    private static FiringKind KindOf(CaseEvent happened) => happened.Kind switch
    {
        "breached" => FiringKind.Breach,
        "escalated" => FiringKind.Rung,
        "closed" => FiringKind.Close,
        _ => FiringKind.Withdraw,
    };

    private void Differ(DifferenceKind kind, long? seq, Firing? firing, TimeSpan? by, string detail) =>
        _differences.Add(new Difference(kind, seq, firing, by, detail));
}
