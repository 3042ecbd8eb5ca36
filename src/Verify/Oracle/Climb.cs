namespace Monitoring.Verify.Oracle;

/// <summary>What climbs because nobody acknowledged: the section "Climbing" of docs/policies.md.</summary>
internal static class Climb
{
    /// <summary>The firing that is next, if nobody acknowledges.</summary>
    /// <param name="told">The highest rung of each step since the last acknowledgement, in the order of the log.</param>
    /// <param name="known">The case.</param>
    public static Firing? Next(IReadOnlyList<HighestTold> told, CaseSoFar known)
    {
        var rungs = known.Policy.Rungs;
        if (told.Count == 0 || rungs.Climb(known.Grade) is not var (after, upTo))
        {
            return null;
        }

        var each = new List<(HighestTold Told, int Place, Running Run)>();
        foreach (var one in told)
        {
            var run = known.Runs.FirstOrDefault(run => run.Promise.Id == one.Clock && run.Epoch == one.Epoch);
            if (run is not null && (run.Applies || run.BrokenAt is not null) && rungs.Place(one.Rung) >= 0)
            {
                each.Add((one, rungs.Place(one.Rung), run));
            }
        }

        if (!each.Exists(one => one.Run.StoppedAt is null))
        {
            return null;
        }

        var top = each.Where(one => one.Run.StoppedAt is null).Max(one => one.Place);
        var first = each.Where(one => one.Place == top && one.Run.StoppedAt is null && one.Run.DueAt is not null)
            .Select((one, order) => (one, order)).OrderBy(x => x.one.Told.At).ThenBy(x => x.order).Select(x => x.one).FirstOrDefault();
        if (first.Run is null || top >= upTo)
        {
            return null;
        }

        var since = first.Told.At;
        foreach (var (_, place, run) in each)
        {
            since = place > top && run.StoppedAt > since ? run.StoppedAt.Value : since;
        }

        if (Reckoning.After(since, after, known.Policy.Days) is not { } at)
        {
            return null;
        }

        at = first.Run.ToldFrom > at ? first.Run.ToldFrom : at;
        var rung = rungs.Rungs[top + 1].Id;
        var step = $"{first.Told.Step.Split('>')[0]}>{rung}";
        return first.Run.HasFired(step)
            ? null
            : new Firing(FiringKind.Climb, first.Run.Promise.Id, first.Run.Epoch, step, at, at, [rung]);
    }
}

/// <summary>The highest rung that a step told.</summary>
internal readonly record struct HighestTold(string Clock, int Epoch, string Step, string Rung, DateTimeOffset At);
