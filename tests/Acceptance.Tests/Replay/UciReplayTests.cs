using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Replay;

public sealed class UciReplayTests(ITestOutputHelper output)
{
    private const string File = "uci_incident_2016-04.events.csv";

    [RecordedFact]
    public async Task By_policy_and_calendar_the_incidents_of_UCI_get_the_recorded_verdicts()
    {
        var run = await ReplayRun.Of(ReplayRun.Recorded(File), "uci-incident", withPolicy: true);
        output.WriteLine(run.Said);
        Assert.True(run.ExitCode == 0, run.Said);

        var verdicts = run.Verdicts.ToDictionary(v => v.Id, v => v.Verdict);
        var cases = Recorded().ToList();
        var steady = cases.Where(c => !c.Regraded).ToList();
        var right = steady.Count(c => verdicts.GetValueOrDefault(c.Id) == (c.MadeIt ? "met" : "breached"));
        var regraded = cases.Where(c => c.Regraded).ToList();
        output.WriteLine($"never re-graded: {right} of {steady.Count} right ({right / (double)steady.Count:P2})");
        output.WriteLine($"re-graded, judged by our own rule: {regraded.Count}");
        foreach (var group in regraded.GroupBy(c => (Recorded: c.MadeIt ? "made" : "missed", Ours: verdicts[c.Id])).OrderBy(g => g.Key))
        {
            output.WriteLine($"  recorded {group.Key.Recorded}, ours {group.Key.Ours}: {group.Count()}: {string.Join(' ', group.Select(c => c.Id))}");
        }

        Assert.Equal(7_934, cases.Count);
        Assert.Equal(cases.Count, run.Verdicts.Count);
        Assert.True(right >= 0.993 * steady.Count);
        Assert.DoesNotContain(steady, c => !c.MadeIt && verdicts[c.Id] == "met");
    }

    /// <summary>The record's verdict stands on a case's last row; re-graded is a case whose priority changes over its rows.</summary>
    private static IEnumerable<(string Id, bool MadeIt, bool Regraded)> Recorded() =>
        Csv.Read(ReplayRun.Recorded(File), row => (Id: row("number"), Priority: row("priority"), MadeIt: row("made_sla"), Changes: int.Parse(row("sys_mod_count"), System.Globalization.CultureInfo.InvariantCulture)))
            .GroupBy(row => row.Id)
            .Select(rows => (
                rows.Key,
                string.Equals(rows.MaxBy(r => r.Changes).MadeIt, "true", StringComparison.OrdinalIgnoreCase),
                rows.Select(r => r.Priority).Distinct().Count() > 1));
}
