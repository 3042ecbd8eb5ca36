using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>One running (epoch) of one promise, and what it brings about.</summary>
internal sealed class Running(Promise promise, int epoch, DateTimeOffset startedAt)
{
    private readonly HashSet<string> _fired = [];
    private Allowance? _limit;
    private string? _rowOfBreach;
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

    public bool HasFired(string step) => _fired.Contains(step);

    /// <summary>What has not fired yet and will, or should have, if nothing else happens.</summary>
    public IEnumerable<Firing> Open()
    {
        foreach (var step in _steps)
        {
            // what a clock would have brought about after it had stopped, it does not
            if (!_fired.Contains(step.Step) && (StoppedAt is null || StoppedAt >= step.HoldsAt))
            {
                yield return step;
            }
        }
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
        var (row, steps) = known.Traits.Imported ? ("", []) : policy.Row(promise.Ladder, known.Grade);
        var firings = ImmutableArray.CreateBuilder<Firing>();
        foreach (var step in steps.Where(step => !step.AtBreach))
        {
            if (step.Plus is null || promise.OnExpiry == FiringKind.Breach)
            {
                var at = Reckoning.StepAt(step, startedAt, dueAt, limit, policy.Days);
                firings.Add(Make(FiringKind.Rung, $"{row}:{step.When}", at, at, step.Rungs));
            }
        }

        ImmutableArray<string> told = [.. steps.Where(step => step.AtBreach).SelectMany(step => step.Rungs)];
        var broken = dueAt.AddMilliseconds(1);
        if (BrokenAt is null)
        {
            _rowOfBreach = row;
            var rungs = promise.OnExpiry == FiringKind.Breach ? told : [];
            firings.Add(Make(promise.OnExpiry, Name(promise.OnExpiry), dueAt, broken, rungs));
        }
        else if (row != _rowOfBreach && !told.IsEmpty)
        {
            firings.Add(Make(FiringKind.Rung, $"{row}:breach+0", dueAt, broken, told));
        }

        return firings.DrainToImmutable();
    }

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
