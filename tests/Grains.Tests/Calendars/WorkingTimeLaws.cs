using FsCheck;
using FsCheck.Fluent;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using static Monitoring.Grains.Tests.Calendars.TestCalendars;

namespace Monitoring.Grains.Tests.Calendars;

/// <summary>What holds of every calendar, start and limit; a failure prints its seed.</summary>
public class WorkingTimeLaws
{
    private static readonly DateTimeOffset FirstAt = At("2012-06-01T00:00:00Z");

    private static readonly WorkCalendar[] Calendars =
        [Banten, Boston, AllWeekdays, WithLunch, BuiltInPolicy.Calendar, Of("Europe/London", "\"sun\": [\"00:30-01:15\", \"01:15-03:00\"]")];

    private static readonly Gen<WorkCalendar> AnyCalendar = Gen.Elements(Calendars);

    // 2012 to 2029, often within a minute of a whole hour, where windows open and close
    private static readonly Gen<DateTimeOffset> AnyInstant =
        from hours in Gen.Choose(0, 17 * 366 * 24)
        from milliseconds in Gen.OneOf(Gen.Choose(0, 3_600_000), Gen.Choose(-1, 1), Gen.Constant(1_800_000))
        select FirstAt.AddHours(hours).AddMilliseconds(milliseconds);

    private static readonly Gen<TimeSpan> AnyTime =
        from minutes in Gen.OneOf(Gen.Choose(0, 600), Gen.Choose(0, 200_000))
        from milliseconds in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 60_000))
        select TimeSpan.FromMinutes(minutes) + TimeSpan.FromMilliseconds(milliseconds);

    private static readonly Gen<Limit> AnyLimit =
        from days in Gen.Choose(1, 100)
        from until in Gen.Elements(DayEnd.EndOfDay, DayEnd.SameTime)
        from time in AnyTime
        from limit in Gen.Elements<Limit>(
            new Limit.Elapsed(time),
            new Limit.CalendarDays(days, until),
            new Limit.WorkingDays(days, until),
            new Limit.WorkingHours(time))
        select limit;

    private static readonly Gen<(WorkCalendar Calendar, DateTimeOffset At, TimeSpan Time)> AnyStretch =
        from calendar in AnyCalendar
        from at in AnyInstant
        from time in AnyTime
        select (calendar, at, time);

    private static readonly Gen<(WorkCalendar Calendar, DateTimeOffset At, DateTimeOffset Later, Limit Limit)> AnyPromise =
        from calendar in AnyCalendar
        from at in AnyInstant
        from later in AnyTime
        from limit in AnyLimit
        select (calendar, at, at + later, limit);

    [Fact]
    public void Adding_working_time_is_undone_by_measuring_it() => Holds(AnyStretch, x =>
        x.Calendar.WorkingTimeBetween(x.At, x.Calendar.AddWorkingTime(x.At, x.Time)) == x.Time);

    [Fact]
    public void The_instant_found_is_the_first_by_which_the_time_is_worked() => Holds(AnyStretch, x =>
        x.Time == TimeSpan.Zero
        || x.Calendar.WorkingTimeBetween(x.At, x.Calendar.AddWorkingTime(x.At, x.Time).AddMilliseconds(-1)) < x.Time);

    [Fact]
    public void Working_time_adds_up_and_is_never_more_than_elapsed_time() => Holds(AnyStretch, x =>
    {
        var (middle, end) = (x.At + x.Time, x.At + x.Time + x.Time);
        var whole = x.Calendar.WorkingTimeBetween(x.At, end);
        return whole == x.Calendar.WorkingTimeBetween(x.At, middle) + x.Calendar.WorkingTimeBetween(middle, end)
            && whole <= end - x.At;
    });

    [Fact]
    public void The_ledger_adds_up_in_order_inside_its_bounds() => Holds(AnyStretch, x =>
    {
        var end = x.At + x.Time;
        var segments = x.Calendar.SegmentsBetween(x.At, end).ToList();
        return segments.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Worked) == x.Calendar.WorkingTimeBetween(x.At, end)
            && segments.All(s => s.FromAt < s.ToAt && x.At <= s.FromAt && s.ToAt <= end)
            && segments.Zip(segments.Skip(1)).All(pair => pair.First.ToAt <= pair.Second.FromAt);
    });

    [Fact]
    public void A_deadline_never_lies_before_its_start() =>
        Holds(AnyPromise, x => x.Calendar.DueAt(x.At, x.Limit) >= x.At);

    [Fact]
    public void A_later_start_never_has_an_earlier_deadline() => Holds(AnyPromise, x =>
        x.Calendar.DueAt(x.At, x.Limit) <= x.Calendar.DueAt(x.Later, x.Limit) + RunsBackwards(x.Limit));

    [Fact]
    public void A_part_of_a_limit_lies_between_start_and_deadline_and_grows() => Holds(AnyPromise, x =>
    {
        var due = x.Calendar.DueAt(x.At, x.Limit);
        var half = x.Calendar.PartOf(x.At, due, x.Limit, 0.5);
        var most = x.Calendar.PartOf(x.At, due, x.Limit, 0.75);
        return x.At <= half && half <= most && most <= due;
    });

    [Fact]
    public void Work_resumes_at_the_next_working_moment_and_not_before() => Holds(AnyStretch, x =>
    {
        var moment = x.Calendar.NextWorkingMoment(x.At);
        return x.Calendar.WorkingTimeBetween(x.At, moment) == TimeSpan.Zero
            && x.Calendar.WorkingTimeBetween(moment, moment.AddMilliseconds(1)) == TimeSpan.FromMilliseconds(1);
    });

    [Fact]
    public void The_tables_agree_with_walking_from_day_to_day() => Holds(AnyPromise, x =>
    {
        var walk = new DayByDay(x.Calendar);
        return x.Calendar.DueAt(x.At, x.Limit) == walk.DueAt(x.At, x.Limit);
    });

    /// <summary>A limit by the wall clock runs backwards with it, one hour when summer ends.</summary>
    private static TimeSpan RunsBackwards(Limit limit) =>
        limit is Limit.CalendarDays { Until: DayEnd.SameTime } or Limit.WorkingDays { Until: DayEnd.SameTime }
            ? TimeSpan.FromHours(1)
            : TimeSpan.Zero;

    private static void Holds<T>(Gen<T> any, Func<T, bool> law) =>
        Prop.ForAll(any.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
}
