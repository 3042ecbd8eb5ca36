using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Duty;

/// <summary>
/// The climb for want of acknowledgement. Of all rungs told since the last acknowledgement the highest one has to acknowledge;
/// does it not, the next one up is told. A complaint climbs at one place at a time, however many of its clocks told somebody.
/// </summary>
internal static class WhoClimbs
{
    /// <summary>Stands between the step that was not acknowledged and the rung that is told instead.</summary>
    private const char Above = '>';

    /// <summary>The rung that is told next if nobody acknowledges; null where nothing climbs.</summary>
    public static Step? Next(Complaint c, ImmutableArray<ClockRun> clocks, PolicyPack pack, WorkCalendar calendar)
    {
        var limit = pack.ClimbLimit(c.Grade);
        if (c.Tellings.IsEmpty || limit < 0 || pack.ClimbAfter(c.Grade) is not { } after)
        {
            return null;
        }

        var known = c.Tellings
            .Select(told => (Told: told, Rung: pack.RungOrder(told.Rung), Run: RunOf(told, clocks)))
            .Where(one => one.Run is not null && one.Rung >= 0)
            .ToList();
        var open = known.FindAll(one => one.Run!.StoppedAt is null);
        if (open.Count == 0)
        {
            return null;
        }

        // a promise that was kept asks nobody any more: the rung below it is the highest from then on
        var highest = open.Max(one => one.Rung);
        var from = open.Where(one => one.Rung == highest && one.Run!.DueAt is not null)
            .OrderBy(one => one.Told.At).FirstOrDefault();
        if (from.Run is not { } run || highest >= limit)
        {
            return null;
        }

        var sinceAt = known
            .Where(one => one.Rung > highest && one.Run!.StoppedAt > from.Told.At)
            .Aggregate(from.Told.At, (at, one) => one.Run!.StoppedAt > at ? one.Run.StoppedAt.Value : at);
        var (at, knownAt) = (calendar.DueAt(sinceAt, after), WhenAComplaintBreaches.KnownAt(run, c));
        var step = new Step(
            run.Rule.Id, run.Epoch, $"{Base(from.Told.Step)}{Above}{pack.Rungs[highest + 1].Id}", StepKind.Climb,
            at > knownAt ? at : knownAt, [pack.Rungs[highest + 1].Id]);
        return c.Fired.Contains(new FiredStep(step.Clock, step.Epoch, step.Name)) ? null : step;
    }

    private static ClockRun? RunOf(Told told, ImmutableArray<ClockRun> clocks) =>
        clocks.FirstOrDefault(run => run.Rule.Id == told.Clock && run.Epoch == told.Epoch);

    private static string Base(string step) => step.IndexOf(Above, StringComparison.Ordinal) is >= 0 and var end ? step[..end] : step;
}
