using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>One running (epoch) of one promise, and what it brings about.</summary>
/// <param name="promise">The promise.</param>
/// <param name="epoch">Which running of it, from 0.</param>
/// <param name="startedAt">When it started.</param>
/// <param name="underOwner">Which of the owners that the case has had was the first that it ran under.</param>
/// <param name="promisedAt">The answer time that was promised when it started.</param>
internal sealed class Running(Promise promise, int epoch, DateTimeOffset startedAt, int underOwner, DateTimeOffset? promisedAt)
{
    private readonly HashSet<string> _fired = [];
    private Allowance? _limit;
    private ImmutableArray<Firing> _steps = [];
    private bool _extended;
    private DateTimeOffset? _fixedAt;
    private ImmutableArray<Pause> _pausesAtStop = [];
    private DateTimeOffset? _fixedDueAt;

    public Promise Promise => promise;

    public int Epoch => epoch;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Whether the promise is made in this case, as it is known now.</summary>
    public bool Applies { get; private set; }

    /// <summary>The deadline; null while it has none.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The deadline that was missed. Nothing moves it any more.</summary>
    public DateTimeOffset? BrokenAt { get; private set; }

    /// <summary>A revision left its deadline where it was.</summary>
    public bool IsFixed => _fixedAt is not null;

    /// <summary>The first instant at which anybody can be told anything of it.</summary>
    public DateTimeOffset ToldFrom { get; private set; }

    public bool HasFired(string step) => _fired.Contains(step);

    /// <summary>What was a pause by then stays one, and nothing after it is one, whatever the stamps say of a clock that was set back.</summary>
    public void Stop(DateTimeOffset at, IEnumerable<Pause> pauses)
    {
        if (StoppedAt is null)
        {
            StoppedAt = at;
            _pausesAtStop = [.. pauses.Select(pause => pause with { To = pause.To ?? at })];
        }
    }

    /// <summary>From now on it has the longer limit.</summary>
    public void Extend() => _extended = true;

    /// <summary>A revision leaves the deadline where it was, for good.</summary>
    public void Fix(DateTimeOffset? dueAt, DateTimeOffset at) => (_fixedDueAt, _fixedAt) = (dueAt, at);

    /// <summary>What happened to the same running under the versions before.</summary>
    public void Inherit(Running before)
    {
        _fired.UnionWith(before._fired);
        _extended = before._extended;
        (_fixedAt, _fixedDueAt) = (before._fixedAt, before._fixedDueAt);
        BrokenAt = before.BrokenAt;
    }

    /// <summary>What has not fired yet and will, or should have, if nothing else happens.</summary>
    public IEnumerable<Firing> Open() => _steps.Where(IsOpen);

    /// <summary>The one of them that fires first.</summary>
    public Firing? Earliest()
    {
        Firing? earliest = null;
        foreach (var step in _steps)
        {
            if ((earliest is null || Firing.InOrder(step, earliest) < 0) && IsOpen(step))
            {
                earliest = step;
            }
        }

        return earliest;
    }

    public void Fire(Firing firing)
    {
        _fired.Add(firing.Step);
        if (firing.Kind == FiringKind.Breach)
        {
            BrokenAt = firing.DueAt;
        }
    }

    /// <summary>Reckons deadline and steps anew from what is known of the case now.</summary>
    public void Reckon(CaseSoFar known, OraclePolicy policy)
    {
        Applies = IsMadeIn(known);
        var limit = (_extended ? promise.ExtendedTo : null)
            ?? promise.LimitFor(known.Grade, known.Traits.Class, known.Traits.Category);
        var pauses = PausesIn(known);
        if (BrokenAt is not null)
        {
            DueAt = BrokenAt;
        }
        else if (!Applies)
        {
            (DueAt, limit) = (null, null);
        }
        else if (_fixedAt is not null)
        {
            DueAt = _fixedDueAt;
        }
        else if (limit is null)
        {
            DueAt = null;
        }
        else if (!limit.Equals(_limit) || promise.Pausable)
        {
            DueAt = Reckoning.DueAt(startedAt, limit, known.Traits.ExternalDueAt, promisedAt, pauses, policy.Days);
        }

        _limit = BrokenAt is null && _fixedAt is null ? limit : null;
        ToldFrom = KnownAt([.. pauses.Where(pause => pause.From < DueAt && pause.To is not null)], known);
        _steps = DueAt is { } dueAt ? Steps(dueAt, limit?.Unit ?? Unit.Elapsed, pauses, known, policy) : [];
    }

    /// <summary>Of one that is on hold: its deadline, if it went on at that instant. Null for any other.</summary>
    public DateTimeOffset? IfGoneOnAt(DateTimeOffset at, CaseSoFar known, DayByDay days)
    {
        var pauses = PausesIn(known);
        return DueAt is null && _limit is { } limit && pauses.Any(pause => pause.To is null)
            ? Reckoning.DueAt(startedAt, limit, null, null, [.. pauses.Select(pause => pause with { To = pause.To ?? at })], days)
            : null;
    }

    /// <summary>
    /// Whether the promise is made in this case. What a case turns out to be, it was from the start; but a transfer takes
    /// no promise away that was made under an owner before, unless nobody had the case but the triage desk.
    /// </summary>
    private bool IsMadeIn(CaseSoFar known)
    {
        if (promise.AppliesTo.IsTriageDesksOwn)
        {
            // the desk had it when it began: that is all this promise asks about the owners
            return promise.Active && promise.AppliesTo.Includes(known.Traits, known.Owners[underOwner], known.Grade);
        }

        var owners = known.Owners.Skip(underOwner).ToList();
        var traits = known.Traits;
        return promise.Active
            && owners.Where((owner, index) => index == owners.Count - 1 || !owner.IsTriage)
                .Any(owner => promise.AppliesTo.Includes(traits, owner, known.Grade));
    }

    /// <summary>The pauses that concern it: what came after its stop, its breach or what fixed it does not, and what runs then ends there.</summary>
    private ImmutableArray<Pause> PausesIn(CaseSoFar known)
    {
        if (!promise.Pausable || known.Pauses.Count == 0)
        {
            return [];
        }

        if (StoppedAt is not null && _fixedAt is null)
        {
            return [.. _pausesAtStop.Where(pause => !(pause.To <= pause.From) && !(pause.From >= BrokenAt))];
        }

        return
        [
            .. known.Pauses
                .Where(pause => !(pause.To <= pause.From)) // a case that was over before, as turned out when the clock was believed again
                .Where(pause => !(pause.From >= StoppedAt) && !(pause.From >= BrokenAt) && !(pause.From >= _fixedAt))
                .Select(pause => (_fixedAt ?? StoppedAt) is { } stop && (pause.To ?? DateTimeOffset.MaxValue) > stop ? pause with { To = stop } : pause),
        ];
    }

    private ImmutableArray<Firing> Steps(
        DateTimeOffset dueAt, Unit unit, ImmutableArray<Pause> pauses, CaseSoFar known, OraclePolicy policy)
    {
        // nobody is told of a case of the past
        var row = known.Traits.Imported ? [] : policy.Row(promise.Ladder, known.Grade);
        var concerned = pauses.Where(pause => pause.From < dueAt && pause.To is not null).ToImmutableArray();
        var knownAt = KnownAt(concerned, known);
        var firings = ImmutableArray.CreateBuilder<Firing>();
        foreach (var step in row.Where(step => !step.AtBreach))
        {
            if (Reckoning.StepAt(step, startedAt, dueAt, unit, concerned, policy.Days) is { } at)
            {
                at = at > knownAt ? at : knownAt;
                firings.Add(Make(FiringKind.Rung, $"{known.Grade ?? "any"}:{step.When}", at, at, step.Rungs));
            }
        }

        if (BrokenAt is null)
        {
            var told = promise.OnExpiry == FiringKind.Breach ? row.Where(s => s.AtBreach).SelectMany(s => s.Rungs) : [];
            firings.Add(Make(promise.OnExpiry, Name(promise.OnExpiry), dueAt, dueAt.AddMilliseconds(1), [.. told]));
        }

        return firings.DrainToImmutable();
    }

    /// <summary>Nobody is told anything before the grade that says so, in a pause, or of what a revision asks for before it.</summary>
    private DateTimeOffset KnownAt(ImmutableArray<Pause> pauses, CaseSoFar known)
    {
        var at = startedAt;
        foreach (var other in (ReadOnlySpan<DateTimeOffset?>)[known.GradedAt, known.RevisedAt, .. pauses.Select(pause => pause.To)])
        {
            at = other > at ? other.Value : at;
        }

        return at;
    }

    /// <summary>A clock that has stopped climbs no further; that it stopped too late may become known afterwards.</summary>
    private bool IsOpen(Firing step) =>
        (StoppedAt is null || (step.Kind == FiringKind.Breach && StoppedAt >= step.HoldsAt)) && !_fired.Contains(step.Step);

    private Firing Make(
        FiringKind kind, string step, DateTimeOffset dueAt, DateTimeOffset holdsAt, ImmutableArray<string> rungs) =>
        new(kind, promise.Id, epoch, step, dueAt, holdsAt, rungs);

    private static string Name(FiringKind kind) => kind switch
    {
        FiringKind.Breach => "breach",
        FiringKind.Close => "close",
        FiringKind.Withdraw => "withdraw",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
