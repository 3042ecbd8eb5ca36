using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>One running (epoch) of one promise, and what it brings about.</summary>
internal sealed class Running(Promise promise, int epoch, DateTimeOffset startedAt)
{
    private readonly List<string> _fired = [];
    private Allowance? _limit;
    private ImmutableArray<Firing> _steps = [];

    public Promise Promise => promise;

    public int Epoch => epoch;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>The deadline; null while it has none.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The deadline that was missed. Nothing moves it any more.</summary>
    public DateTimeOffset? BrokenAt { get; private set; }

    public void Stop(DateTimeOffset at) => StoppedAt ??= at;

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
        var traits = known.Traits;
        var limit = promise.AppliesTo.Includes(traits, known.Owner, known.Grade)
            ? promise.LimitFor(known.Grade, traits.Class, traits.Category)
            : null;
        if (limit is null)
        {
            (_limit, DueAt, _steps) = (null, BrokenAt, []);
            return;
        }

        if (!limit.Equals(_limit))
        {
            _limit = limit;
            DueAt = BrokenAt ?? Reckoning.DueAt(startedAt, limit, traits.ExternalDueAt, policy.Days);
        }

        _steps = DueAt is { } dueAt ? Steps(limit, dueAt, known, policy) : [];
    }

    private ImmutableArray<Firing> Steps(Allowance limit, DateTimeOffset dueAt, CaseSoFar known, OraclePolicy policy)
    {
        // nobody is told of a case of the past
        var row = known.Traits.Imported ? [] : policy.Row(promise.Ladder, known.Grade);

        // nor of anything before the grade that says so
        var knownAt = known.GradedAt is { } gradedAt && gradedAt > startedAt ? gradedAt : startedAt;
        var firings = ImmutableArray.CreateBuilder<Firing>();
        foreach (var step in row.Where(step => !step.AtBreach))
        {
            if (Reckoning.StepAt(step, startedAt, dueAt, limit, policy.Days) is { } at)
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
