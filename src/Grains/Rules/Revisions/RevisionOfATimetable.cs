using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using NodaTime.Text;

namespace Monitoring.Grains.Rules.Revisions;

/// <summary>
/// What a new version of pack or calendar does to an open timetable. A promise that was broken stays broken, one that was
/// kept stays kept, and nobody breaks one that was not made at the time.
/// </summary>
internal static class RevisionOfATimetable
{
    /// <param name="complaint">The complaint, with everything fired that was due before.</param>
    /// <param name="old">Its timetable under the old version.</param>
    /// <param name="next">Its timetable under the new one, as if nothing had to be kept.</param>
    /// <param name="to">The new version.</param>
    /// <param name="before">The old calendar.</param>
    /// <param name="after">The new calendar.</param>
    /// <param name="now">When.</param>
    public static Rederived Of(
        Complaint complaint,
        Timetable old,
        Timetable next,
        PolicyVersion to,
        WorkCalendar before,
        WorkCalendar after,
        DateTimeOffset now)
    {
        var moved = ImmutableArray.CreateBuilder<MovedDeadline>();
        var kept = ImmutableArray.CreateBuilder<KeptDeadline>();
        foreach (var run in next.Clocks.Where(r => r is { Breach: null, Fixed: false }))
        {
            var was = Same(old, run);
            if (was?.DueAt == run.DueAt)
            {
                continue;
            }

            if (run.StoppedAt is not null || run.DueAt < now)
            {
                kept.Add(new KeptDeadline(run.Rule.Id, run.Epoch, was?.DueAt ?? UnpausedAt(was, before, now)));
            }
            else
            {
                moved.Add(Moved(run, was?.DueAt, run.DueAt, before, after));
            }
        }

        foreach (var gone in old.Clocks.Where(r => r is { Breach: null, StoppedAt: null, DueAt: not null } && Same(next, r) is null))
        {
            moved.Add(Moved(gone, gone.DueAt, null, before, after));
        }

        return new Rederived(complaint.Policy, to, moved.ToImmutable(), kept.ToImmutable()) { At = now, By = Actor.System };
    }

    /// <summary>
    /// Where the deadline of a running on hold would be if the hold ended now. The new version would have it before the hold; so that
    /// the promise is neither broken by then nor lost, what was left of it is left from here on, and the hold moves it no more.
    /// </summary>
    private static DateTimeOffset? UnpausedAt(ClockRun? was, WorkCalendar before, DateTimeOffset now) =>
        was is { PausedAt: not null, Limit: { } limit }
            ? CountedTime.Deadline(was.StartedAt, limit, [.. was.Pauses.Select(p => p.ToAt is null ? p with { ToAt = now } : p)], before).DueAt
            : null;

    /// <summary>
    /// The running of the same clock that began at the same instant; of several the one of the same number. Only clocks that
    /// end a case may have been numbered otherwise: of the others one of another number is another one.
    /// </summary>
    private static ClockRun? Same(Timetable timetable, ClockRun run)
    {
        var same = timetable.Clocks.Where(r => r.Rule.Id == run.Rule.Id && r.StartedAt == run.StartedAt).ToList();
        return same.Find(r => r.Epoch == run.Epoch) ?? (run.Rule.OnExpiry == Expiry.Breach ? null : same.FirstOrDefault());
    }

    private static MovedDeadline Moved(
        ClockRun run, DateTimeOffset? oldDueAt, DateTimeOffset? dueAt, WorkCalendar before, WorkCalendar after)
    {
        var untilAt = dueAt is null || oldDueAt > dueAt ? oldDueAt : dueAt;
        ImmutableArray<ChangedHoliday> holidays = run.Limit is Limit.WorkingDays or Limit.WorkingHours && untilAt is { } until
            ? [.. Changed(run.StartedAt, until, after, before, true), .. Changed(run.StartedAt, until, before, after, false)]
            : [];
        return new MovedDeadline(run.Rule.Id, run.Epoch, oldDueAt, dueAt, holidays);
    }

    /// <summary>The days off of one calendar that the other has not and on which it would have worked.</summary>
    private static IEnumerable<ChangedHoliday> Changed(
        DateTimeOffset fromAt, DateTimeOffset toAt, WorkCalendar has, WorkCalendar hasNot, bool added)
    {
        var (first, last) = (has.DayOf(fromAt), has.DayOf(toAt));
        return
            from year in has.Holidays.Years
            where year.Key >= first.Year && year.Key <= last.Year
            from holiday in year.Value
            where holiday.Date >= first && holiday.Date <= last
            where !hasNot.Holidays.Contains(holiday.Date) && has.WouldWork(holiday.Date)
            select new ChangedHoliday(
                LocalDatePattern.Iso.Format(holiday.Date), added, holiday.Name, holiday.Kind, holiday.Source);
    }
}
