using System.Collections.Immutable;

namespace Monitoring.Silo.Replay;

/// <summary>
/// Builds cases from a log of events. Only what a row said at its own instant is used: columns that carry the end of the
/// story on every row would show the future.
/// </summary>
internal static class CasesOfEvents
{
    public static Recording From(Rows rows, ReplayMap map)
    {
        var events = new List<(Row Row, string Case, DateTimeOffset At)>(rows.Good.Count);
        var end = DateTimeOffset.MinValue;
        foreach (var row in rows.Good)
        {
            try
            {
                var id = row.Text(map.Case) ?? throw new RowException("it names no case");
                var at = row.Instant(map.At) ?? throw new RowException("it has no instant");
                end = ReadRecording.Latest(end, at, row.Instant(map.OpenedAt));
                events.Add((row, id, at));
            }
            catch (RowException e)
            {
                rows.Refuse(row.Line, e.Message);
            }
        }

        // a stable sort: rows of one instant keep the order of the file
        var cases = events
            .GroupBy(e => e.Case, StringComparer.Ordinal)
            .Select(g => OneCase(g.Key, [.. g.OrderBy(e => e.At).Select(e => (e.Row, e.At))], map))
            .OrderBy(c => c.OpenedAt);
        return new Recording([.. cases], rows.Bad(), end);
    }

    private static RecordedCase OneCase(string id, ImmutableArray<(Row Row, DateTimeOffset At)> events, ReplayMap map)
    {
        var first = events[0];
        var opened = first.Row.Instant(map.OpenedAt) ?? first.At;
        var recorded = ReadRecording.Traits(first.Row, map, id, opened);
        var steps = ImmutableArray.CreateBuilder<RecordedStep>();
        var (grade, state) = (recorded.Grade, (string?)null);
        foreach (var (row, at) in events)
        {
            var stepAt = at < opened ? opened : at;
            if (row.Text(map.Grade) is { } newGrade && newGrade != grade)
            {
                steps.Add(new RecordedStep(stepAt, "grade", newGrade));
                grade = newGrade;
            }

            var newState = row.Text(map.State);
            if (newState != state && newState is not null && map.Verbs.TryGetValue(newState, out var verb) && verb != "file")
            {
                steps.Add(new RecordedStep(stepAt, verb));
            }

            state = newState;
        }

        return recorded with { Steps = steps.ToImmutable() };
    }
}
