namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>One running of one clock of a facility.</summary>
internal sealed class OwnRunning(OwnPromise promise, int epoch, OwnMilestone start, bool applies)
{
    public OwnPromise Promise => promise;

    public int Epoch => epoch;

    public string? Ref => start.Ref;

    public DateTimeOffset StartedAt => start.HappenedAt;

    public DateTimeOffset? StoppedAt { get; set; }

    public DateTimeOffset? BrokenAt { get; set; }

    /// <summary>A revision said where its deadline stays, or that there is none.</summary>
    public (bool Is, DateTimeOffset? At) Kept { get; set; }

    public HashSet<string> Fired { get; } = new(StringComparer.Ordinal);

    public bool Counts => applies || BrokenAt is not null;

    public DateTimeOffset? DueAt(OraclePolicy policy) =>
        BrokenAt ?? (Kept.Is ? Kept.At : Reckoning.DueAt(start.HappenedAt, promise.Limit, start.Carries, null, [], policy.Days));

    /// <summary>What has not fired of it.</summary>
    public IEnumerable<Firing> Open(OraclePolicy policy, DateTimeOffset revisedAt)
    {
        if (!Counts || DueAt(policy) is not { } dueAt || StoppedAt <= dueAt || (BrokenAt is null && StoppedAt < revisedAt))
        {
            yield break;
        }

        var ladder = policy.Row(promise.Ladder, null);
        if (BrokenAt is null)
        {
            yield return new Firing(
                FiringKind.Breach, promise.Id, epoch, "breach", dueAt, dueAt.AddMilliseconds(1),
                [.. ladder.Where(step => step.AtBreach).SelectMany(step => step.Rungs)]);
        }

        if (StoppedAt is not null)
        {
            yield break;
        }

        var earliest = start.WrittenAt > revisedAt ? start.WrittenAt : revisedAt;
        foreach (var step in ladder.Where(step => !step.AtBreach && !Fired.Contains("any:" + step.When)))
        {
            if (Reckoning.StepAt(step, start.HappenedAt, dueAt, promise.Limit.Unit, [], policy.Days) is { } at)
            {
                at = at > earliest ? at : earliest;
                yield return new Firing(FiringKind.Rung, promise.Id, epoch, "any:" + step.When, at, at, step.Rungs);
            }
        }
    }
}
