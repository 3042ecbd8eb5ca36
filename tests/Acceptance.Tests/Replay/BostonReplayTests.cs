using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Replay;

public sealed class BostonReplayTests(ITestOutputHelper output)
{
    private const string OneDay = "Pick up Dead Animal";
    private static readonly string[] FourMonths = ["Bed Bugs", "Pest Infestation - Residential"];

    [RecordedFact]
    public async Task Given_its_deadline_every_case_of_Boston_gets_the_recorded_verdict()
    {
        var recorded = BostonCase.Recorded();
        var run = await Replayed(withPolicy: false);

        Assert.Equal(14_584, recorded.Count);
        Assert.Empty(Wrong(recorded, run));
        Assert.Equal(
            (6_997, 287 + 1_010, 6_290, 0),
            (Count(run, "met"), Count(run, "breached"), Count(run, "none"), Count(run, "open")));
    }

    [RecordedFact]
    public async Task By_policy_and_calendar_Boston_gets_the_recorded_deadlines()
    {
        var recorded = BostonCase.Recorded();
        var run = await Replayed(withPolicy: true);

        var oneDay = Offsets(recorded.Where(c => c.Type == OneDay), run);
        var fourMonths = Offsets(recorded.Where(c => FourMonths.Contains(c.Type)), run);
        output.WriteLine($"one business day: {Share(oneDay, 60):P2} of {oneDay.Count} within 60 s, {Share(oneDay, 120):P2} within 120 s");
        output.WriteLine($"120 days: {Share(fourMonths, 60):P2} of {fourMonths.Count} within 60 s");
        output.WriteLine($"verdicts that differ: {Wrong(recorded, run).Count}");
        Assert.Equal((6_344, 1_950), (oneDay.Count, fourMonths.Count));
        Assert.True(Share(oneDay, 60) >= 0.994);
        Assert.True(Share(oneDay, 120) >= 0.997);
        Assert.True(Share(fourMonths, 60) >= 0.997);
    }

    [RecordedFact]
    public async Task With_every_waker_off_the_verdicts_of_Boston_come_out_wrong()
    {
        var recorded = BostonCase.Recorded();
        var run = await ReplayRun.Of(ReplayRun.Recorded(BostonCase.File), BostonCase.Map, settings: ReplayRun.WakersOff);
        output.WriteLine(run.Said);

        Assert.Equal(0, run.ExitCode);
        var wrong = Wrong(recorded, run);
        output.WriteLine($"wrong: {wrong.Count}, of them {wrong.Count(c => !c.Closed)} still open");

        // nobody ever spoke to those again: only a waker could have noticed
        Assert.Equal(recorded.Where(c => c.Late && !c.Closed), wrong.Where(c => !c.Closed));
    }

    private async Task<ReplayRun> Replayed(bool withPolicy)
    {
        var run = await ReplayRun.Of(ReplayRun.Recorded(BostonCase.File), BostonCase.Map, withPolicy);
        output.WriteLine(run.Said);
        Assert.True(run.ExitCode == 0, run.Said);
        return run;
    }

    /// <summary>Late if and only if a breach was committed.</summary>
    private static List<BostonCase> Wrong(IEnumerable<BostonCase> recorded, ReplayRun run)
    {
        var late = run.Verdicts.ToLookup(v => v.Id, v => v.Verdict == "breached");
        return [.. recorded.Where(c => !late[c.Id].Any() || late[c.Id].Any(l => l) != c.Late)];
    }

    private static List<TimeSpan> Offsets(IEnumerable<BostonCase> recorded, ReplayRun run)
    {
        var due = run.Verdicts.Where(v => v.DueAt is not null).ToDictionary(v => v.Id, v => v.DueAt!.Value);
        return [.. recorded.Where(c => c.Target is not null)
            .Select(c => due.TryGetValue(c.Id, out var at) ? c.Off(at) : TimeSpan.MaxValue)];
    }

    private static double Share(List<TimeSpan> offsets, int seconds) =>
        offsets.Count(o => o <= TimeSpan.FromSeconds(seconds)) / (double)offsets.Count;

    private static int Count(ReplayRun run, string verdict) => run.Verdicts.Count(v => v.Verdict == verdict);
}
