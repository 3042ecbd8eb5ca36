using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>A facility as its events up to some point tell it.</summary>
internal sealed class FacilitySoFar
{
    private static readonly TimeOnly Look = new(6, 0);

    private readonly List<OwnMilestone> _milestones = [];
    private readonly HashSet<(string Alarm, string Subject)> _alarms = [];
    private List<OwnRunning> _runs = [];
    private (string Kind, string Owner) _card = ("", "");
    private DateTimeOffset? _since;
    private DateTimeOffset _revisedAt;
    private DateTimeOffset? _monthAt;
    private DateTimeOffset? _lookAt;

    public OraclePolicy? Policy { get; private set; }

    public IEnumerable<OwnRunning> Runs => _runs.Where(run => run.Counts);

    /// <summary>Everything that has not fired and holds at some instant; the marks among it.</summary>
    public IEnumerable<Firing> Open()
    {
        if (Policy is not { } policy)
        {
            yield break;
        }

        foreach (var firing in _runs.SelectMany(run => run.Open(policy, _revisedAt)))
        {
            yield return firing;
        }

        if (AsksAnything(policy))
        {
            yield return Mark("monthBegan", NextMonth(policy));
            yield return Mark("looked", NextLook(policy));
        }
    }

    public Firing? Earliest() => Open().Order(Comparer<Firing>.Create(Firing.InOrder)).FirstOrDefault();

    public void Fire(Firing firing)
    {
        switch (firing)
        {
            case { Kind: FiringKind.Mark, Step: "looked" }:
                _lookAt = firing.DueAt;
                break;
            case { Kind: FiringKind.Mark }:
                _monthAt = firing.DueAt;
                Reach(new OwnMilestone("monthBegan", firing.DueAt, firing.DueAt, MonthBefore(firing.DueAt), null));
                break;
            default:
                var run = _runs.Single(run => run.Promise.Id == firing.Clock && run.Epoch == firing.Epoch);
                run.Fired.Add(firing.Step);
                run.BrokenAt = firing.Kind == FiringKind.Breach ? firing.DueAt : run.BrokenAt;
                break;
        }
    }

    /// <summary>Takes a fact. What is wrong with it, in words; nothing where it may be.</summary>
    public string? Take(OwnEvent happened)
    {
        switch (happened)
        {
            case { Card: { } card }:
                _card = card;
                return null;
            case { Kind: "alarmRaised", Alarm: { } raised }:
                return !_alarms.Add((raised.Id, raised.Subject)) ? $"the alarm {raised.Id} {raised.Subject} is raised while it holds"
                    : NotOfALook(happened.At, raised)
                        ?? (Policy is { } asked ? AlarmText.Wrong(raised, asked, _card.Kind, _card.Owner) : "nothing is asked of it yet");
            case { Kind: "alarmEnded", Alarm: { } ended }:
                return _alarms.Remove((ended.Id, ended.Subject))
                    ? NotOfALook(happened.At, ended)
                    : $"the alarm {ended.Id} {ended.Subject} ends and did not hold";
            case { Milestone: { } milestone }:
                Reach(milestone);
                return null;
            default:
                return OwnEvent.IsKnown(happened.Kind) ? null : $"its kind is unknown here: {happened.Kind}";
        }
    }

    /// <summary>From now on it follows that version.</summary>
    /// <returns>What of it moved and what was kept.</returns>
    public (ImmutableArray<RevisedDeadline> Moved, ImmutableArray<RevisedDeadline> Kept) Follow(OraclePolicy next, DateTimeOffset at)
    {
        var (before, old) = (_runs, Policy);
        Policy = next;
        _runs = [];
        foreach (var milestone in _milestones.ToList())
        {
            StopAndStart(milestone);
        }

        var (moved, kept) = (ImmutableArray.CreateBuilder<RevisedDeadline>(), ImmutableArray.CreateBuilder<RevisedDeadline>());
        foreach (var run in _runs)
        {
            var same = before.Find(other => other.Promise.Id == run.Promise.Id && other.Epoch == run.Epoch);
            if (same is not null)
            {
                (run.BrokenAt, run.Kept) = (same.BrokenAt, same.Kept);
                run.Fired.UnionWith(same.Fired);
            }

            if (!run.Counts || run.BrokenAt is not null || run.StoppedAt is not null)
            {
                continue;
            }

            var oldDueAt = same is { Counts: true } ? same.DueAt(old!) : null;
            var dueAt = run.DueAt(next);
            if (dueAt == oldDueAt)
            {
                continue;
            }

            if (dueAt < at)
            {
                run.Kept = (true, oldDueAt);
                kept.Add(new RevisedDeadline(run.Promise.Id, run.Epoch, null, oldDueAt));
            }
            else
            {
                moved.Add(new RevisedDeadline(run.Promise.Id, run.Epoch, oldDueAt, dueAt));
            }
        }

        foreach (var gone in before.Where(run => run is { Counts: true, BrokenAt: null, StoppedAt: null }
            && !_runs.Any(other => other.Counts && other.Promise.Id == run.Promise.Id && other.Epoch == run.Epoch)))
        {
            moved.Add(new RevisedDeadline(gone.Promise.Id, gone.Epoch, gone.DueAt(old!), null));
        }

        _revisedAt = at;
        if (_since is null)
        {
            _since = at;
            Reach(new OwnMilestone("known", at, at, null, null));
        }

        return (moved.ToImmutable(), kept.ToImmutable());
    }

    private bool AsksAnything(OraclePolicy policy) =>
        policy.OwnPromises.Any(promise => promise.Active && promise.AppliesTo.Holds(_card.Kind, _card.Owner))
        || policy.Alarms.Any(alarm => alarm.AppliesTo.Holds(_card.Kind, _card.Owner));

    /// <summary>Alarms are stamped with the look that found them, treatment with that of a Monday, and a look finds nothing before it.</summary>
    private string? NotOfALook(DateTimeOffset at, OwnAlarm alarm)
    {
        if (Policy is not { } policy || _since is not { } since)
        {
            return null;
        }

        var day = policy.Days.DayOf(at);
        return at != policy.Days.At(day, Look) || (alarm.Id == "unequal_treatment" && day.Date.DayOfWeek != DayOfWeek.Monday)
            ? $"the alarm {alarm.Id} {alarm.Subject} is stamped {at:yyyy-MM-ddTHH:mm:ss.fffZ}, which is no look for it"
            : alarm.DecidedAt < at || at < since ? $"the alarm {alarm.Id} {alarm.Subject} was decided before its look, or is of a time before anything was asked"
            : null;
    }

    private void Reach(OwnMilestone milestone)
    {
        _milestones.Add(milestone);
        StopAndStart(milestone);
    }

    private void StopAndStart(OwnMilestone milestone)
    {
        foreach (var promise in Policy?.OwnPromises ?? [])
        {
            var restarts = promise.Restart.Contains(milestone.Word);
            var own = _runs.Where(run => run.Promise == promise).ToList();
            var stopped = restarts || promise.Stop.Contains(milestone.Word)
                ? own.Where(run => run.StoppedAt is null && (milestone.Ref is null || milestone.Ref == run.Ref)).ToList()
                : [];
            foreach (var run in stopped)
            {
                run.StoppedAt = milestone.WrittenAt;
            }

            if (promise.Start == milestone.Word || (restarts && stopped.Count > 0))
            {
                var applies = promise.Active && promise.AppliesTo.Holds(_card.Kind, _card.Owner);
                _runs.Add(new OwnRunning(promise, own.Count, milestone, applies));
            }
        }
    }

    private static Firing Mark(string word, DateTimeOffset at) => new(FiringKind.Mark, "", 0, word, at, at, []);

    private DateTimeOffset NextMonth(OraclePolicy policy)
    {
        var day = policy.Days.DayOf(_monthAt ?? _since!.Value).Date;
        return policy.Days.Day(new DateOnly(day.Year, day.Month, 1).AddMonths(1)).From;
    }

    private DateTimeOffset NextLook(OraclePolicy policy)
    {
        var after = _lookAt ?? _since!.Value;
        var day = policy.Days.DayOf(after);
        var look = policy.Days.At(day, Look);
        return look > after ? look : policy.Days.At(policy.Days.Day(day.Date.AddDays(1)), Look);
    }

    private string MonthBefore(DateTimeOffset at) => Policy!.Days.DayOf(at).Date.AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
