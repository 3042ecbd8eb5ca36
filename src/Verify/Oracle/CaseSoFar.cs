namespace Monitoring.Verify.Oracle;

/// <summary>A complaint as its events up to some point tell it: what is known, and which clocks ran.</summary>
internal sealed class CaseSoFar(OraclePolicy policy)
{
    private readonly List<Running> _runs = [];
    private readonly int[] _epochs = new int[policy.Promises.Length];
    private Filing? _filing;
    private bool _answered;
    private bool _acted;

    public CaseOwner Owner { get; private set; } = new("", "");

    public string? Grade { get; private set; }

    public DateTimeOffset? GradedAt { get; private set; }

    public CaseTraits Traits => _filing!.Traits;

    public IReadOnlyList<Running> Runs => _runs;

    /// <summary>Everything that has not fired and holds at some instant, if nothing else happens.</summary>
    public IEnumerable<Firing> Open() => _runs.SelectMany(run => run.Open());

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

        return earliest;
    }

    public void Fire(Firing firing)
    {
        var run = _runs.Single(run => run.Promise.Id == firing.Clock && run.Epoch == firing.Epoch);
        run.Fire(firing);
        switch (firing.Kind)
        {
            case FiringKind.Breach:
                run.Reckon(this, policy);
                break;
            case FiringKind.Close:
                Reach(Moment.Closed, firing.DueAt);
                break;
            case FiringKind.Withdraw:
                Reach(Moment.Withdrawn, firing.DueAt);
                break;
        }
    }

    /// <summary>Takes in what somebody did. False: such an event is not known.</summary>
    public bool Take(CaseEvent happened)
    {
        if (_filing is null != (happened.Kind == "filed"))
        {
            return false;
        }

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
                Owner = happened.To!;
                Reach(Moment.Transferred, at);
                ReckonAll();
                break;
            case "answered":
                _answered = true;
                Reach(Moment.Answered, at);
                Reach(Moment.FirstResponse, at);
                FollowUp(at);
                break;
            case "acted":
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
            case "verified":
                Reach(Moment.Verified, at);
                break;
            case "assigned":
                Reach(Moment.Assigned, at);
                break;
            case "acknowledged":
                Reach(Moment.Acknowledged, at);
                break;
            case "contacted":
                Reach(Moment.Contacted, at);
                break;
            case "replied":
                Reach(Moment.Replied, at);
                break;
            case "completed":
                Reach(Moment.Completed, at);
                break;
            case "closed":
                Reach(Moment.Closed, at);
                break;
            case "withdrawn":
                Reach(Moment.Withdrawn, at);
                break;
            case "revealed":
                break;
            default:
                return false;
        }

        return true;
    }

    private void Begin(Filing filing, DateTimeOffset at)
    {
        _filing = filing;
        Owner = filing.Owner;
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

    /// <summary>Stops what the moment stops, then starts what it starts: no moment stops the epoch that it starts.</summary>
    private void Reach(Moment moment, DateTimeOffset at)
    {
        foreach (var run in _runs)
        {
            if (run.Promise.Stop.Contains(moment))
            {
                run.Stop(at);
            }
        }

        for (var i = 0; i < policy.Promises.Length; i++)
        {
            var promise = policy.Promises[i];
            if (_epochs[i] == 0 ? promise.Start == moment : promise.Again == moment)
            {
                var run = new Running(promise, _epochs[i]++, at);
                run.Reckon(this, policy);
                _runs.Add(run);
            }
        }
    }

    private void ReckonAll()
    {
        foreach (var run in _runs)
        {
            run.Reckon(this, policy);
        }
    }
}
