using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Ledgers;

/// <summary>Tells how one running of a clock came to its deadline.</summary>
public static class LedgerOfAClock
{
    public static Ledger Of(ClockRun run, Complaint complaint, WorkCalendar calendar)
    {
        var lines = new List<LedgerLine>();
        var (unit, limit) = (run.Fixed ? "fixed" : Unit(run.Limit), run.Limit);
        if (unit is not ("external" or "promised" or "fixed" or "unknown"))
        {
            limit = LimitOfDeadline(run, calendar);
            unit = limit is null ? "fixed" : Unit(limit);
        }

        switch (unit)
        {
            case "unknown":
                lines.Add(Line("grade", run.StartedAt, LedgerWords.NotKnown));
                break;
            case "external":
                lines.Add(Line("fixed", run.StartedAt, LedgerWords.Outside, run.Rule.Basis));
                break;
            case "promised":
                lines.Add(Line("fixed", run.StartedAt, LedgerWords.Promised, run.Rule.Basis));
                break;
            case "fixed":
                lines.Add(Line("fixed", FixedAt(run, complaint), FixedWords(run, complaint)));
                break;
            default:
                foreach (var piece in CountedTime.Of(run.StartedAt, limit!, run.Pauses, calendar).Pieces)
                {
                    lines.AddRange(LinesOfAPiece.Of(piece, run.StartedAt, limit!, calendar));
                }

                break;
        }

        lines.AddRange(Changes(run, complaint));
        return new Ledger(
            unit,
            unit is "fixed" or "external" or "promised" or "unknown" ? null : Amount(limit!),
            lines.Sum(l => l.Counted),
            [Start(run, complaint), .. lines.OrderBy(l => l.FromAt), .. Result(run, complaint)]);
    }

    private static string Unit(Limit? limit) => limit switch
    {
        null => "unknown",
        Limit.External => "external",
        Limit.Promised => "promised",
        Limit.Elapsed => "elapsed",
        Limit.WorkingHours => "workingHours",
        Limit.CalendarDays => "calendarDays",
        Limit.WorkingDays => "workingDays",
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.GetType().Name, "unknown limit"),
    };

    private static long Amount(Limit limit) => limit switch
    {
        Limit.Elapsed l => (long)l.Within.TotalMilliseconds,
        Limit.WorkingHours l => (long)l.Within.TotalMilliseconds,
        Limit.CalendarDays l => l.Days,
        Limit.WorkingDays l => l.Days,
        _ => 0,
    };

    /// <summary>
    /// The limit that made the deadline. A broken deadline does not follow what was changed afterwards: it was made by one
    /// of the clock's limits, or, where the calendar or the pack is another one by now, by none of them.
    /// </summary>
    private static Limit? LimitOfDeadline(ClockRun run, WorkCalendar calendar)
    {
        if (run.Breach is not { } breach)
        {
            return run.Limit;
        }

        return run.Rule.Limits.Rows.Values.Prepend(run.Limit!).Append(run.Rule.ExtendedTo!)
            .Where(limit => limit is not (null or Limit.External or Limit.Promised))
            .FirstOrDefault(limit => CountedTime.Of(run.StartedAt, limit, run.Pauses, calendar).DueAt == breach.DueAt);
    }

    private static LedgerLine Start(ClockRun run, Complaint complaint)
    {
        var rule = run.Rule;
        var milestone = complaint.Moments
            .Where(m => m.At == run.StartedAt)
            .Select(m => m.Milestone)
            .FirstOrDefault(
                m => run.Epoch == 0 ? m == rule.Start : rule.Again.Contains(m) || rule.Restart.Contains(m), rule.Start);
        return Line("start", run.StartedAt, LedgerWords.Start(milestone), rule.Basis);
    }

    private static DateTimeOffset FixedAt(ClockRun run, Complaint complaint) => run.Breach is { } breach
        ? breach.DueAt
        : Keeping(run, complaint)?.At ?? run.StartedAt;

    private static LocalText FixedWords(ClockRun run, Complaint complaint) =>
        run.Breach is null ? LedgerWords.Kept(Keeping(run, complaint)) : LedgerWords.BrokenBefore;

    private static Rederived? Keeping(ClockRun run, Complaint complaint) =>
        complaint.Revisions.LastOrDefault(r => r.Kept.Any(k => k.Clock == run.Rule.Id && k.Epoch == run.Epoch));

    private static IEnumerable<LedgerLine> Changes(ClockRun run, Complaint complaint)
    {
        var grades = run.Rule.Limits.By == LimitBy.Grade ? complaint.Grades : [];
        foreach (var grade in grades.Where(g => g.At > run.StartedAt && !(g.At > run.StoppedAt)))
        {
            yield return Line("grade", grade.At, LedgerWords.Grade(grade));
        }

        foreach (var extension in complaint.Extensions.Where(e => e.Clock == run.Rule.Id && e.Epoch == run.Epoch))
        {
            yield return Line("extended", extension.At, LedgerWords.Extended(extension));
        }

        foreach (var revision in complaint.Revisions)
        {
            foreach (var moved in revision.Moved.Where(m => m.Clock == run.Rule.Id && m.Epoch == run.Epoch))
            {
                var decrees = string.Join("; ", moved.Holidays.Select(h => h.Source).Distinct(StringComparer.Ordinal));
                yield return Line("rederived", revision.At, LedgerWords.Moved(revision, moved), decrees.Length == 0 ? null : decrees);
            }
        }
    }

    private static IEnumerable<LedgerLine> Result(ClockRun run, Complaint complaint)
    {
        if (run.PausedAt is { } pausedAt)
        {
            yield return Line("paused", pausedAt, LedgerWords.Paused);
        }

        if (run.DueAt is { } dueAt)
        {
            yield return Line("deadline", dueAt, LedgerWords.Deadline);
        }

        if (run.Breach is { } breach)
        {
            yield return Line("breached", breach.DueAt, LedgerWords.Breached);
        }
        else if (run.StoppedAt is { } stoppedAt)
        {
            yield return run.EndedWith(complaint)
                ? Line("ended", stoppedAt, LedgerWords.Ended)
                : Line("met", stoppedAt, LedgerWords.Met);
        }
    }

    private static LedgerLine Line(string kind, DateTimeOffset at, LocalText text, string? source = null) =>
        new(kind, at, null, 0, text.Id, text.En, source);
}
