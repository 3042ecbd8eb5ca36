using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Replay;

public sealed class BadRowReplayTests(ITestOutputHelper output)
{
    private const string Cases = """
        case_enquiry_id,open_dt,sla_target_dt,closed_dt,on_time,type,queue,source
        1,2014-03-03 10:00:00,2014-03-04 10:00:00,2014-03-03 12:00:00,ONTIME,Dead Animal,Works,Call
        2,2014-03-03 10:00:00,the day after,2014-03-03 12:00:00,ONTIME,Dead Animal,Works,Call
        3,2014-03-03 10:00:00,2014-03-04 10:00:00,2014-03-05 12:00:00,OVERDUE,Dead Animal,Works,Call
        4,2014-03-03 10:00:00
        5,,2014-03-04 10:00:00,2014-03-05 12:00:00,OVERDUE,Dead Animal,Works,Call
        1,2014-03-03 10:00:00,2014-03-04 10:00:00,2014-03-05 12:00:00,OVERDUE,Dead Animal,Works,Call
        ,2014-03-03 10:00:00,2014-03-04 10:00:00,2014-03-05 12:00:00,OVERDUE,Dead Animal,Works,Call
        6,2014-03-03 10:00:00, ,2014-03-05 12:00:00,ONTIME,Dead Animal,Works,Call
        7,2014-03-03 10:00:00,2014-03-04 10:00:00, ,OVERDUE,Dead Animal,Works,Call

        """;

    [Fact]
    public async Task Bad_rows_are_counted_and_named_and_stop_nothing()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("cases.csv"), Cases);

        var run = await ReplayRun.Of(folder.File("cases.csv"), BostonCase.Map);
        output.WriteLine(run.Said);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("5 bad rows", run.Said, StringComparison.Ordinal);
        Assert.All([3, 5, 6, 7, 8], line => Assert.Contains($"line {line}:", run.Said, StringComparison.Ordinal));
        Assert.Equal(
            ["1 met", "3 breached", "6 none", "7 breached"],
            run.Verdicts.Select(v => $"{v.Id} {v.Verdict}").Order());
    }

    [Fact]
    public async Task A_file_without_a_mapped_column_is_refused_by_its_name()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("cases.csv"), "case_enquiry_id,open_dt\n1,2014-03-03 10:00:00\n");

        var run = await ReplayRun.Of(folder.File("cases.csv"), BostonCase.Map);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("sla_target_dt", run.Said, StringComparison.Ordinal);
    }
}
