using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using NodaTime;

namespace Monitoring.Grains.Rules.Ledgers;

/// <summary>Opens a piece of counted time into what counts in it and what does not.</summary>
internal static class LinesOfAPiece
{
    public static IEnumerable<LedgerLine> Of(Piece piece, DateTimeOffset startedAt, Limit limit, WorkCalendar calendar)
    {
        if (piece.Pause is { } pause)
        {
            return [Stretch("pause", piece.FromAt, piece.ToAt, 0, LedgerWords.Pause(pause))];
        }

        return limit switch
        {
            Limit.WorkingHours => Segments(piece, limit, calendar).Concat(Rest(piece, calendar)),
            Limit.WorkingDays or Limit.CalendarDays => Days(piece, calendar.MarksFrom(startedAt, limit), limit, calendar),
            _ when piece.ToAt == piece.FromAt => [],
            _ => [Stretch("counted", piece.FromAt, piece.ToAt, piece.Counted, LedgerWords.Counted(piece.Counted, limit))],
        };
    }

    private static IEnumerable<LedgerLine> Segments(Piece piece, Limit limit, WorkCalendar calendar)
    {
        foreach (var segment in calendar.SegmentsBetween(piece.FromAt, piece.ToAt))
        {
            var worked = (long)segment.Worked.TotalMilliseconds;
            yield return Stretch("counted", segment.FromAt, segment.ToAt, worked, LedgerWords.Counted(worked, limit));
        }
    }

    /// <summary>The days without work that lie wholly within.</summary>
    private static IEnumerable<LedgerLine> Rest(Piece piece, WorkCalendar calendar)
    {
        var off = new RunOfDays();
        for (var day = calendar.DayOf(piece.FromAt).PlusDays(1); day < calendar.DayOf(piece.ToAt); day = day.PlusDays(1))
        {
            foreach (var line in NotCounted(day, calendar.IsWorkingDay(day), off, calendar))
            {
                yield return line;
            }
        }

        foreach (var line in off.Flush(calendar))
        {
            yield return line;
        }
    }

    /// <summary>The days whose marks lie in the piece, in runs.</summary>
    private static IEnumerable<LedgerLine> Days(Piece piece, DayMarks marks, Limit limit, WorkCalendar calendar)
    {
        var (counted, off) = (new RunOfDays(), new RunOfDays());
        var first = LocalDate.Max(marks.StartDay, marks.LastBy(piece.FromAt)).PlusDays(1);
        for (var day = first; day <= marks.LastBy(piece.ToAt); day = day.PlusDays(1))
        {
            var counts = marks.Count(day.PlusDays(-1), day) == 1;
            if (!counts)
            {
                foreach (var line in Flushed(counted, marks, limit, calendar))
                {
                    yield return line;
                }
            }

            foreach (var line in NotCounted(day, counts, off, calendar))
            {
                yield return line;
            }

            if (counts)
            {
                counted.Add(day);
            }
        }

        foreach (var line in Flushed(counted, marks, limit, calendar).Concat(off.Flush(calendar)))
        {
            yield return line;
        }
    }

    private static IEnumerable<LedgerLine> Flushed(RunOfDays counted, DayMarks marks, Limit limit, WorkCalendar calendar)
    {
        if (counted.Take() is { } run)
        {
            yield return Stretch(
                "counted",
                calendar.InstantOf(run.First.AtMidnight()),
                marks.On(run.Last),
                run.Days,
                LedgerWords.Counted(run.Days, limit));
        }
    }

    private static IEnumerable<LedgerLine> NotCounted(LocalDate day, bool counts, RunOfDays off, WorkCalendar calendar)
    {
        var holiday = !counts && calendar.WouldWork(day) ? calendar.Holidays.Find(day) : null;
        if (!counts && holiday is null)
        {
            off.Add(day);
            yield break;
        }

        foreach (var line in off.Flush(calendar))
        {
            yield return line;
        }

        if (holiday is not null)
        {
            var (from, to) = (calendar.InstantOf(day.AtMidnight()), calendar.InstantOf(day.PlusDays(1).AtMidnight()));
            yield return Stretch("holiday", from, to, 0, LedgerWords.Holiday(holiday.Name)) with { Source = holiday.Source };
        }
    }

    private static LedgerLine Stretch(string kind, DateTimeOffset fromAt, DateTimeOffset toAt, long counted, LocalText text) =>
        new(kind, fromAt, toAt, counted, text.Id, text.En, null);

    /// <summary>Days that follow each other.</summary>
    private sealed class RunOfDays
    {
        private (LocalDate First, LocalDate Last, int Days)? _run;

        public void Add(LocalDate day) => _run = _run is { } run ? (run.First, day, run.Days + 1) : (day, day, 1);

        public (LocalDate First, LocalDate Last, int Days)? Take()
        {
            var run = _run;
            _run = null;
            return run;
        }

        public IEnumerable<LedgerLine> Flush(WorkCalendar calendar)
        {
            if (Take() is { } run)
            {
                yield return Stretch(
                    "dayOff",
                    calendar.InstantOf(run.First.AtMidnight()),
                    calendar.InstantOf(run.Last.PlusDays(1).AtMidnight()),
                    0,
                    LedgerWords.DayOff(run.Days));
            }
        }
    }
}
