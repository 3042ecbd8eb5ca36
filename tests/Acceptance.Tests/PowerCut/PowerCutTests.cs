using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.KillNine;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.PowerCut;

public sealed class PowerCutTests(ITestOutputHelper output)
{
    /// <summary>The server dies and starts again so often in the record: what a kill leaves un-synced is tried too.</summary>
    private const int Kills = 3;

    private const int AtTheEnd = 100;

    /// <summary>So slow a disk that a kill mostly finds a commit that is written and not yet synced.</summary>
    private static readonly TimeSpan SlowSync = TimeSpan.FromMilliseconds(15);

    private static readonly int Cuts = Asked.Number("POWER_CUTS", 20);

    private static readonly int CutsOfABadDisk = Asked.Number("POWER_CUTS_BAD_DISK", 5);

    /// <summary>Each waits more than it works.</summary>
    private static readonly ParallelOptions SomeAtATime = new() { MaxDegreeOfParallelism = 4 };

    [TracedFact]
    public async Task A_power_cut_that_leaves_only_what_was_synced_loses_doubles_and_hastens_nothing()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        var chance = new Random(Asked.Seed);
        using var province = new SmallProvince();
        using var recorder = new Recorder("-e", $"inject=fsync:delay_enter={SlowSync.TotalMicroseconds}");
        await using var server = new ServerProcess(new Launch { Settings = province.Settings, Within = recorder.Line });
        await server.Start();
        var filings = await Filed(server, chance, strikes: true);
        using var cuts = new PowerCuts(Path.GetDirectoryName(server.Data)!, await recorder.Read(server.Run.Id));

        var answers = cuts.AnswersAfterTheirSync();
        var drawn = cuts.Draw(Cuts, chance);
        cuts.Carry(drawn);
        await Parallel.ForEachAsync(drawn, SomeAtATime, async (cut, _) => await AfterTheCut.Everything_holds(cut, filings, province));

        output.WriteLine(
            $"{drawn.Count} power cuts in a record of {Kills + 1} lives, {drawn[^1].Syncs.Good} syncs, {filings.Count} complaints and {answers} answers; "
            + $"each answer left after the sync that covers it. {drawn.Count(c => c.Unsynced > 0)} cuts found something un-synced "
            + $"(at most {drawn.Max(c => c.Unsynced)} changes); {drawn.Count(c => c.Seed is null)} left nothing of it.");

        // the same record on a disk that lies: the test must be able to see it
        var lost = cuts.AtTheEnd();
        cuts.Carry([lost], liesFrom: cuts.AfterAnswers(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AfterTheCut.Everything_holds(lost, filings, province));
    }

    /// <summary>
    /// After a sync that failed the system may have dropped what was written before it, for ever: a later sync that
    /// succeeds says nothing of it. What was acknowledged after such failures must not count on it.
    /// </summary>
    [TracedFact]
    public async Task After_syncs_that_failed_a_power_cut_loses_nothing_that_was_acknowledged()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        var chance = new Random(Asked.Seed + 1);
        using var province = new SmallProvince();

        // counted in each thread: not those of a start, some two dozen, which may well refuse to start
        using var recorder = new Recorder("-e", $"inject=fsync:error=EIO:when={chance.Next(26, 34)}+{chance.Next(5, 9)}");
        await using var server = new ServerProcess(new Launch { Settings = province.Settings, Within = recorder.Line });
        await server.Start();
        var filings = await Filed(server, chance, strikes: false);
        using var cuts = new PowerCuts(Path.GetDirectoryName(server.Data)!, await recorder.Read(server.Run.Id));

        var answers = cuts.AnswersAfterTheirSync();
        IReadOnlyList<Cut> drawn = [.. cuts.Draw(CutsOfABadDisk, chance), cuts.AtTheEnd()];
        cuts.Carry(drawn);
        await Parallel.ForEachAsync(drawn, SomeAtATime, async (cut, _) => await AfterTheCut.Everything_holds(cut, filings, province));

        Assert.True(drawn[^1].Syncs.Failed > 0, "No sync failed.");
        output.WriteLine(
            $"{drawn.Count} power cuts in a record in which {drawn[^1].Syncs.Failed} syncs failed and {drawn[^1].Syncs.Good} did not; "
            + $"{filings.Count} complaints, {answers} answers, {filings.Sum(f => f.PutOff)} put off.");
    }

    /// <summary>Complaints come in until it is enough; then the server is killed.</summary>
    private static async Task<IReadOnlyList<Filing>> Filed(ServerProcess server, Random chance, bool strikes)
    {
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        if (strikes)
        {
            await new Strikes(new ServerVictim(server), load, screen, chance).Carry(Kills);
        }

        // to settle is to stop asking: all of them first, or a server that commits many at once syncs too seldom to meet a fault
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        load.Allow(AtTheEnd, KillAt.Answered, () => answered.TrySetResult());
        await await Task.WhenAny(answered.Task, load.Broken).For(() => $"the last answers: {load}");
        var filings = await load.Settle();
        await server.Kill9();
        return filings;
    }
}
