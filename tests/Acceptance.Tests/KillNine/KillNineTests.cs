using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.KillNine;

public sealed class KillNineTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int QuietBeats = 3;
    private const string Province = "province";

    /// <summary>Another instant each day that is looked at; the same again with KILL_SEED.</summary>
    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("KILL_SEED"), CultureInfo.InvariantCulture, out var said)
            ? said
            : Environment.TickCount;

    [Fact]
    public async Task Kill_nine_at_random_instants_loses_doubles_and_hastens_nothing()
    {
        output.WriteLine($"KILL_SEED={Seed}");
        using var roster = new TempFolder();
        await File.WriteAllTextAsync(roster.File("roster.json"), SmallProvince.Roster);
        await using var server = await ServerProcess.Started(("Facilities", roster.File("roster.json")));
        await using var screen = new BoardClient(server, Province);
        await using var load = new Load(server, Seed);

        var kills = await LiveAndDie(server, screen, load, new Random(Seed));
        var filings = await load.Settle();

        using var door = new DoorOf(server.Address);
        var aftermath = await Aftermath.Of(door, screen, filings, QuietBeats);
        Report(kills, filings, aftermath);

        aftermath.Every_acknowledged_complaint_is_there_and_no_other();
        aftermath.Each_passed_deadline_is_one_breach_and_none_came_early();
        await aftermath.No_step_is_left_overdue(door);
        await aftermath.A_repetition_gets_the_first_answer(door);
        await aftermath.Every_feed_tells_the_same(door);
        await aftermath.The_screen_that_lived_through_it_shows_the_board(door, screen);
    }

    private static async Task<List<Kill>> LiveAndDie(ServerProcess server, BoardClient screen, Load load, Random chance)
    {
        var kills = new List<Kill>();
        while (kills.Count < Kills)
        {
            var life = Life.Draw(chance);
            var kill = await Die(server, screen, load, life);
            kills.Add(kill);
            if (life.StaysDown)
            {
                await Instants.Passes(kill.At + Load.Latest);
            }

            if (life.At == KillAt.Starting && kills.Count < Kills)
            {
                server.Spawn();
                await server.WhenItSpeaks();
                kills.Add(await Die(server, screen, load, life));
            }

            await server.Start();
            foreach (var ended in kills.Where(k => k.UpAgainAt == default))
            {
                ended.UpAgainAt = DateTimeOffset.UtcNow;
            }
        }

        return kills;
    }

    private static async Task<Kill> Die(ServerProcess server, BoardClient screen, Load load, Life life)
    {
        var killing = new TaskCompletionSource<(Kill Kill, Task Dead)>(TaskCreationOptions.RunContinuationsAsynchronously);
        switch (life.At)
        {
            case KillAt.Sending or KillAt.Answering or KillAt.Answered:
                load.Allow(life.Filed, life.At, KillNow);
                break;
            case KillAt.Breaching:
                var filed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var breach = screen.Next("a breach", item => item.Kind == "breached");
                load.Allow(life.Filed, life.At, filed.SetResult);
                await await Task.WhenAny(Task.WhenAll(filed.Task, breach), load.Broken);
                KillNow();
                break;
            case KillAt.Starting:
                KillNow();
                break;
            default:
                throw new InvalidOperationException($"no such instant: {life.At}");
        }

        await await Task.WhenAny(killing.Task, load.Broken)
            .For(() => $"the moment to kill: {life}; {load}; {screen}{server.Said()}");
        var (kill, dead) = await killing.Task;
        await dead;
        return kill;

        void KillNow() => killing.SetResult((new Kill(DateTimeOffset.UtcNow, load.InFlight), server.Kill9()));
    }

    private void Report(List<Kill> kills, IReadOnlyList<Filing> filings, Aftermath aftermath)
    {
        var breaches = aftermath.Breaches;
        var cut = filings.Where(f => f.Cut > 0).ToList();
        var duringDown = breaches.Count(b => kills.Any(k => k.At < b.DueAt && b.DueAt < k.UpAgainAt));
        var lateness = breaches.Select(b => b.DecidedAt!.Value - b.DueAt!.Value).Order().ToList();
        output.WriteLine(
            $"""
            {kills.Count} kills, {kills.Count(k => k.InFlight > 0)} of them with requests on their way ({kills.Sum(k => k.InFlight)} requests).
            {filings.Count} complaints sent, {filings.Count(f => f.Answer is not null)} acknowledged, {filings.Count(f => f.Refused)} refused because their deadline passed before the server was there.
            {cut.Count} were cut off and sent again; {aftermath.StoredBeforeTheCut()} of them had been stored before the kill.
            {breaches.Count} breaches, {duringDown} of deadlines that passed while the server was down, each decided after the restart.
            Noticed after their deadline: median {lateness[lateness.Count / 2].TotalMilliseconds:F0} ms, last {lateness[^1].TotalMilliseconds:F0} ms.
            The screen connected {aftermath.ScreenConnections} times and was sent {aftermath.ScreenRepeats} items twice.
            """);
    }
}
