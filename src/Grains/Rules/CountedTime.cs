using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules;

/// <summary>
/// How one running of a clock uses up its limit: in pieces that count and pieces that do not. The deadline is where the
/// last counted piece ends, so what a ledger adds up is what made the deadline.
/// </summary>
/// <param name="Pieces">In order, from the start to the deadline, or to the pause that runs.</param>
/// <param name="DueAt">The deadline; null while it is paused.</param>
/// <param name="PausedAt">Since when it is paused.</param>
public sealed record CountedTime(ImmutableArray<Piece> Pieces, DateTimeOffset? DueAt, DateTimeOffset? PausedAt)
{
    /// <param name="startAt">When it started.</param>
    /// <param name="limit">A limit that can be counted.</param>
    /// <param name="pauses">The pauses that may concern it, in order and disjoint.</param>
    /// <param name="calendar">The calendar that days and hours are counted on.</param>
    public static CountedTime Of(
        DateTimeOffset startAt, Limit limit, ImmutableArray<Pause> pauses, WorkCalendar calendar)
    {
        ICount count = limit is Limit.CalendarDays or Limit.WorkingDays
            ? new CountOfDays(startAt, limit, calendar)
            : new CountOfTime(startAt, limit, calendar);
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var fromAt = startAt;
        foreach (var pause in pauses)
        {
            if (pause.ToAt <= fromAt)
            {
                continue;
            }

            if (count.DueAt <= pause.FromAt)
            {
                break; // a deadline that has passed, or is being reached, does not move
            }

            var pausedAt = pause.FromAt > fromAt ? pause.FromAt : fromAt;
            pieces.Add(new Piece(fromAt, pausedAt, count.UseUntil(pausedAt), null));
            if (pause.ToAt is not { } toAt)
            {
                return new CountedTime(pieces.ToImmutable(), null, pausedAt);
            }

            pieces.Add(new Piece(pausedAt, toAt, 0, pause));
            count.GoOnAt(toAt);
            fromAt = toAt;
        }

        pieces.Add(new Piece(fromAt, count.DueAt, count.Left, null));
        return new CountedTime(pieces.ToImmutable(), count.DueAt, null);
    }

    /// <summary>The deadline alone: the same, and quicker where there is no pause.</summary>
    public static (DateTimeOffset? DueAt, DateTimeOffset? PausedAt) Deadline(
        DateTimeOffset startAt, Limit limit, ImmutableArray<Pause> pauses, WorkCalendar calendar)
    {
        if (pauses.IsEmpty)
        {
            return (calendar.DueAt(startAt, limit), null);
        }

        var counted = Of(startAt, limit, pauses, calendar);
        return (counted.DueAt, counted.PausedAt);
    }

    /// <summary>
    /// The instant at which a fraction of the un-paused time from start to deadline is gone: working time for limits that
    /// count it, elapsed time otherwise.
    /// </summary>
    public static DateTimeOffset PartOf(
        DateTimeOffset startAt,
        DateTimeOffset dueAt,
        Limit limit,
        double fraction,
        ImmutableArray<Pause> pauses,
        WorkCalendar calendar)
    {
        var runs = Unpaused(startAt, dueAt, pauses);
        if (runs is [var only])
        {
            return only.FromAt == startAt && only.ToAt == dueAt
                ? calendar.PartOf(startAt, dueAt, limit, fraction)
                : calendar.PartOf(only.FromAt, only.ToAt, limit, fraction);
        }

        var working = limit is Limit.WorkingDays or Limit.WorkingHours
            && runs.Any(r => calendar.WorkingTimeBetween(r.FromAt, r.ToAt) > TimeSpan.Zero);
        var left = runs.Aggregate(TimeSpan.Zero, (sum, r) => sum + Length(r.FromAt, r.ToAt)) * fraction;
        foreach (var (fromAt, toAt) in runs)
        {
            var length = Length(fromAt, toAt);
            if (left <= length)
            {
                return working ? calendar.AddWorkingTime(fromAt, left) : fromAt + Whole(left);
            }

            left -= length;
        }

        return dueAt;

        TimeSpan Length(DateTimeOffset a, DateTimeOffset b) => working ? calendar.WorkingTimeBetween(a, b) : b - a;
    }

    private static List<(DateTimeOffset FromAt, DateTimeOffset ToAt)> Unpaused(
        DateTimeOffset startAt, DateTimeOffset dueAt, ImmutableArray<Pause> pauses)
    {
        var runs = new List<(DateTimeOffset, DateTimeOffset)>();
        var fromAt = startAt;
        foreach (var pause in pauses)
        {
            if (pause.FromAt >= dueAt || pause.ToAt is not { } toAt || toAt > dueAt)
            {
                break;
            }

            if (toAt > fromAt)
            {
                if (pause.FromAt > fromAt)
                {
                    runs.Add((fromAt, pause.FromAt));
                }

                fromAt = toAt;
            }
        }

        runs.Add((fromAt, dueAt));
        return runs;
    }

    private static TimeSpan Whole(TimeSpan time) =>
        TimeSpan.FromTicks(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond));
}

/// <summary>A stretch of a running.</summary>
/// <param name="FromAt">Where it begins.</param>
/// <param name="ToAt">Where it ends.</param>
/// <param name="Counted">How much of the limit it uses up: whole days, or milliseconds.</param>
/// <param name="Pause">The pause that it is, if it does not count.</param>
public readonly record struct Piece(DateTimeOffset FromAt, DateTimeOffset ToAt, long Counted, Pause? Pause);
