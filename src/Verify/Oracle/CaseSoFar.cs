using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>A complaint as its events up to some point tell it: what is known, and which clocks ran.</summary>
internal sealed class CaseSoFar(OraclePolicy opened)
{
    private readonly List<(Moment Moment, DateTimeOffset At, int Owner, DateTimeOffset? PromisedAt, ImmutableArray<Pause> Pauses)> _moments = [];
    private readonly List<HighestTold> _told = [];
    private (bool IsKnown, Firing? Next) _climb;
    private readonly List<CaseOwner> _owners = [];
    private readonly List<Pause> _pauses = [];
    private List<Running> _runs = [];
    private int[] _epochs = new int[opened.Promises.Length];
    private CaseTraits? _traits;
    private bool _answered;
    private bool _acted;

    /// <summary>The versions it follows now.</summary>
    public OraclePolicy Policy { get; private set; } = opened;

    /// <summary>Every owner that it has had, the last of them now.</summary>
    public IReadOnlyList<CaseOwner> Owners => _owners;

    public IReadOnlyList<Pause> Pauses => _pauses;

    public string? Grade { get; private set; }

    public DateTimeOffset? GradedAt { get; private set; }

    /// <summary>When it last began to follow other versions.</summary>
    public DateTimeOffset? RevisedAt { get; private set; }

    public CaseTraits Traits => _traits!;

    public IReadOnlyList<Running> Runs => _runs;

    /// <summary>Everything that has not fired and holds at some instant, if nothing else happens.</summary>
    public IEnumerable<Firing> Open() => _runs.SelectMany(run => run.Open()).Concat(NextClimb is { } climb ? [climb] : []);

    /// <summary>The rung that is told next because nobody acknowledged.</summary>
    private Firing? NextClimb => (_climb = _climb.IsKnown ? _climb : (true, Climb.Next(_told, this))).Next;

    /// <summary>The open one that holds first; of several a breach goes before a withdrawal, a closing, a rung.</summary>
    public Firing? Earliest()
    {
        Firing? earliest = null;
        foreach (var run in _runs)
        {
            if (run.Earliest() is { } firing && (earliest is null || Firing.InOrder(firing, earliest) < 0))
            {
                earliest = firing;
            }
        }

        return NextClimb is { } climb && (earliest is null || Firing.InOrder(climb, earliest) < 0) ? climb : earliest;
    }

    /// <summary>Who is to be told at a firing, by that duty roster.</summary>
    public Telling TellingOf(Firing firing, (DutyName Name, DutyText Text)? duty) => Telling.Reckon(
        firing.Rungs, Traits, _owners[^1], Policy.Rungs, duty, firing.DueAt,
        firing.Kind == FiringKind.Climb ? Policy.Rungs.Climb(Grade)?.UpTo : null);

    /// <param name="firing">What fires.</param>
    /// <param name="telling">Who was told; null: nobody.</param>
    public void Fire(Firing firing, Telling? telling)
    {
        _climb = default;
        if (telling?.Highest is { } highest)
        {
            _told.Add(new HighestTold(firing.Clock, firing.Epoch, firing.Step, highest, firing.DueAt));
        }

        var run = _runs.Single(run => run.Promise.Id == firing.Clock && run.Epoch == firing.Epoch);
        run.Fire(firing);
        switch (firing.Kind)
        {
            case FiringKind.Breach:
                run.Reckon(this, Policy);
                break;
            case FiringKind.Close:
                End(Moment.Closed, firing.DueAt);
                break;
            case FiringKind.Withdraw:
                End(Moment.Withdrawn, firing.DueAt);
                break;
        }
    }

    /// <summary>From now on it follows other versions; what was broken stays broken, and what has passed stays where it was.</summary>
    public Revision Follow(OraclePolicy next, DateTimeOffset at)
    {
        _climb = default;
        var (before, was) = (_runs, Policy);
        (Policy, RevisedAt) = (next, at);
        (_runs, _epochs) = ([], new int[next.Promises.Length]);
        foreach (var (moment, reachedAt, owner, promisedAt, pauses) in _moments)
        {
            StopAndStart(moment, reachedAt, owner, promisedAt, pauses);
        }

        var (moved, kept) = (ImmutableArray.CreateBuilder<RevisedDeadline>(), ImmutableArray.CreateBuilder<RevisedDeadline>());
        var left = before.ToList();
        foreach (var run in _runs)
        {
            var same = left.FirstOrDefault(old => old.Promise.Id == run.Promise.Id && old.StartedAt == run.StartedAt);
            if (same is not null)
            {
                left.Remove(same);
                run.Inherit(same);
            }

            run.Reckon(this, next);
            if (run.BrokenAt is not null || (run.IsFixed && run.Applies) || run.DueAt == same?.DueAt)
            {
                continue;
            }

            if (!run.Applies)
            {
                if (run.StoppedAt is null)
                {
                    moved.Add(new RevisedDeadline(run.Promise.Id, run.Epoch, same?.DueAt, null));
                }
            }
            else if (run.StoppedAt is not null || run.DueAt < at)
            {
                run.Fix(same?.DueAt ?? same?.IfGoneOnAt(at, this, was.Days), at);
                run.Reckon(this, next);
                kept.Add(new RevisedDeadline(run.Promise.Id, run.Epoch, null, run.DueAt));
            }
            else
            {
                moved.Add(new RevisedDeadline(run.Promise.Id, run.Epoch, same?.DueAt, run.DueAt));
            }
        }

        return new Revision(next.Version, moved.ToImmutable(), kept.ToImmutable());
    }

    /// <summary>Takes in what somebody did. False: such an event is not known.</summary>
    public bool Take(CaseEvent happened)
    {
        if (_traits is null != (happened.Kind == "filed"))
        {
            return false;
        }

        _climb = default;
        var at = happened.At;
        switch (happened.Kind)
        {
            case "filed":
                Begin(happened.Filing!, at);
                break;
            case "graded":
                (Grade, GradedAt) = (happened.Grade, at);
                Reach(Moment.Graded, at);
                ReckonAll();
                break;
            case "transferred":
                _owners.Add(happened.To!);
                Reach(Moment.Transferred, at);
                ReckonAll();
                break;
            case "answered":
                EndPause(at);
                _answered = true;
                Reach(Moment.Answered, at);
                Reach(Moment.FirstResponse, at);
                FollowUp(at);
                break;
            case "acted":
                EndPause(at);
                _acted = true;
                Reach(Moment.Acted, at);
                FollowUp(at);
                break;
            case "completionRequested":
                Reach(Moment.CompletionRequested, at);
                Reach(Moment.FirstResponse, at);
                break;
            case "reopened":
                (_answered, _acted) = (false, false);
                Reach(Moment.Reopened, at);
                break;
            case "appealed":
                (_answered, _acted) = (false, false);
                Reach(Moment.Appealed, at);
                break;
            case "merged":
                _acted = true; // of a duplicate: the action is the other case's
                Reach(Moment.Merged, at);
                break;
            case "held":
                Reach(Moment.Held, at);
                _pauses.Add(new Pause(at, null));
                ReckonAll();
                break;
            case "resumed":
                EndPause(at);
                Reach(Moment.Resumed, at);
                break;
            case "extended":
                var (clock, epoch) = happened.Extended!.Value;
                _runs.SingleOrDefault(run => run.Promise.Id == clock && run.Epoch == epoch)?.Extend();
                ReckonAll();
                break;
            case "archived":
                End(Moment.Archived, at);
                break;
            case "referred":
                End(Moment.Referred, at);
                break;
            case "verified":
                var (@class, category) = happened.Turned;
                _traits = Traits with { Class = @class ?? Traits.Class, Category = category ?? Traits.Category };
                Reach(Moment.Verified, at);
                ReckonAll();
                break;
            case "assigned":
                Reach(Moment.Assigned, at);
                break;
            case "acknowledged":
                _told.Clear();
                Reach(Moment.Acknowledged, at, happened.PromisedAt);
                break;
            case "contacted":
                Reach(Moment.Contacted, at);
                break;
            case "replied":
                Reach(Moment.Replied, at);
                break;
            case "completed":
                EndPause(at);
                Reach(Moment.Completed, at);
                break;
            case "closed":
                End(Moment.Closed, at);
                break;
            case "withdrawn":
                End(Moment.Withdrawn, at);
                break;
            case "revealed" or "asked" or "declined":
                break;
            default:
                return false;
        }

        return true;
    }

    private void Begin(Filing filing, DateTimeOffset at)
    {
        _traits = filing.Traits;
        _owners.Add(filing.Owner);
        (Grade, GradedAt) = (filing.Grade, filing.Grade is null ? null : at);
        if (filing.IncidentAt is { } incidentAt)
        {
            Reach(Moment.Incident, incidentAt);
        }

        Reach(Moment.Conveyed, filing.ConveyedAt);
        Reach(Moment.Registered, at);
        if (filing.Grade is not null)
        {
            Reach(Moment.Graded, at);
        }
    }

    private void FollowUp(DateTimeOffset at)
    {
        if (_answered && _acted)
        {
            Reach(Moment.FollowedUp, at);
        }
    }

    private void End(Moment moment, DateTimeOffset at)
    {
        EndPause(at);
        Reach(moment, at);
    }

    private void EndPause(DateTimeOffset at)
    {
        if (_pauses is [.., { To: null } running])
        {
            _pauses[^1] = running with { To = at };
            ReckonAll();
        }
    }

    private void Reach(Moment moment, DateTimeOffset at, DateTimeOffset? promisedAt = null)
    {
        ImmutableArray<Pause> pauses = [.. _pauses];
        _moments.Add((moment, at, _owners.Count - 1, promisedAt, pauses));
        var first = _runs.Count;
        StopAndStart(moment, at, _owners.Count - 1, promisedAt, pauses);
        foreach (var run in _runs.Skip(_pauses.Count > 0 ? 0 : first))
        {
            run.Reckon(this, Policy);
        }
    }

    /// <summary>Stops what the moment stops, then starts what it starts: no moment stops the epoch that it starts.</summary>
    private void StopAndStart(Moment moment, DateTimeOffset at, int owner, DateTimeOffset? promisedAt, ImmutableArray<Pause> pauses)
    {
        for (var i = 0; i < Policy.Promises.Length; i++)
        {
            var promise = Policy.Promises[i];
            var restarts = false;
            foreach (var run in _runs.Where(run => ReferenceEquals(run.Promise, promise) && run.StoppedAt is null))
            {
                var restarted = promise.Restart.Contains(moment);
                restarts |= restarted;
                if (restarted || promise.Stop.Contains(moment))
                {
                    run.Stop(at, pauses);
                }
            }

            if (restarts || (_epochs[i] == 0 ? promise.Start == moment : promise.Again.Contains(moment)))
            {
                _runs.Add(new Running(promise, _epochs[i]++, at, owner, promisedAt));
            }
        }
    }

    private void ReckonAll()
    {
        foreach (var run in _runs)
        {
            run.Reckon(this, Policy);
        }
    }
}
