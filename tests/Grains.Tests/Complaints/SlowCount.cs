using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using NodaTime;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>A limit counted the long way round, as docs/policies.md words it: stretch by stretch, or mark by mark.</summary>
internal static class SlowCount
{
    private static readonly LocalTime EndOfDay = new(23, 59, 59);

    public static DateTimeOffset? DueAt(
        DateTimeOffset startAt, Limit limit, IReadOnlyList<Pause> pauses, DateTimeOffset? stoppedAt, WorkCalendar calendar)
    {
        var counted = pauses
            .Where(p => stoppedAt is null || p.FromAt < stoppedAt)
            .Select(p => (From: p.FromAt, To: p.ToAt is { } to && (stoppedAt is null || to <= stoppedAt) ? to : stoppedAt))
            .ToList();
        return limit switch
        {
            Limit.Elapsed l => AfterTime(startAt, l.Within, counted, [(startAt, DateTimeOffset.MaxValue)]),
            Limit.WorkingHours l => AfterTime(
                startAt, l.Within, counted, calendar.SegmentsBetween(startAt, startAt.AddYears(3)).Select(s => (s.FromAt, s.ToAt))),
            Limit.CalendarDays l => AfterMarks(startAt, l.Days, false, l.Until, counted, calendar),
            Limit.WorkingDays l => AfterMarks(startAt, l.Days, true, l.Until, counted, calendar),
            _ => null,
        };
    }

    /// <summary>The time between two instants that lies in no pause.</summary>
    public static TimeSpan Unpaused(DateTimeOffset fromAt, DateTimeOffset toAt, IReadOnlyList<Pause> pauses) => pauses.Aggregate(
        toAt > fromAt ? toAt - fromAt : TimeSpan.Zero,
        (left, p) =>
        {
            var (from, to) = (p.FromAt > fromAt ? p.FromAt : fromAt, p.ToAt < toAt ? p.ToAt.Value : toAt);
            return to > from ? left - (to - from) : left;
        });

    private static DateTimeOffset? AfterTime(
        DateTimeOffset startAt,
        TimeSpan within,
        List<(DateTimeOffset From, DateTimeOffset? To)> pauses,
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)> stretches)
    {
        var left = within;
        foreach (var (from, to) in stretches)
        {
            var at = from > startAt ? from : startAt;
            foreach (var pause in pauses.Append((From: DateTimeOffset.MaxValue, To: (DateTimeOffset?)DateTimeOffset.MaxValue)))
            {
                if (pause.To <= at)
                {
                    continue;
                }

                var until = pause.From < to ? pause.From : to;
                if (until > at)
                {
                    if (until - at >= left)
                    {
                        return at + left;
                    }

                    left -= until - at;
                }

                if (pause.From >= to)
                {
                    break;
                }

                if (pause.To is not { } resumedAt)
                {
                    return null;
                }

                at = resumedAt > at ? resumedAt : at;
                if (at >= to)
                {
                    break;
                }
            }
        }

        return null;
    }

    private static DateTimeOffset? AfterMarks(
        DateTimeOffset startAt,
        int days,
        bool working,
        DayEnd until,
        List<(DateTimeOffset From, DateTimeOffset? To)> pauses,
        WorkCalendar calendar)
    {
        var zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];
        var first = working && until == DayEnd.SameTime ? calendar.NextWorkingMoment(startAt) : startAt;
        var local = Instant.FromDateTimeOffset(first).InZone(zone).LocalDateTime;
        var time = until == DayEnd.SameTime ? local.TimeOfDay : EndOfDay;
        var left = days;
        for (var day = local.Date.PlusDays(1); ; day = day.PlusDays(1))
        {
            var mark = (day + time).InZoneLeniently(zone).ToInstant().ToDateTimeOffset();
            if (pauses.Any(p => p.To is null && p.From < mark))
            {
                return null;
            }

            if ((!working || calendar.IsWorkingDay(day)) && !pauses.Any(p => p.From < mark && mark <= p.To) && --left == 0)
            {
                return mark;
            }
        }
    }
}
