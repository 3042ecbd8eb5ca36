using CsvHelper;

namespace Monitoring.Silo.Replay;

/// <summary>Writes verdicts as CSV, instants as the place of the recording wrote them, with offset.</summary>
public static class VerdictFile
{
    private static readonly string[] Header =
        ["id", "clock", "startedAt", "dueAt", "stoppedAt", "breachedAt", "verdict"];

    public static void Write(TextWriter file, IEnumerable<Verdict> verdicts, Stamps stamps)
    {
        using var csv = CsvWriter.Create(file, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(Header);
        foreach (var v in verdicts)
        {
            csv.WriteRecord(
            [
                v.Id, v.Clock, Stamp(v.StartedAt), Stamp(v.DueAt), Stamp(v.StoppedAt), Stamp(v.BreachedAt),
                v.Outcome.ToString().ToLowerInvariant(),
            ]);
        }

        string Stamp(DateTimeOffset? at) => at is { } instant ? stamps.Written(instant) : "";
    }
}
