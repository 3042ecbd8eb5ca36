using System.Diagnostics;
using Monitoring.Acceptance.Tests.Database;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.RealPostgres;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Cluster;

public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const int PerSecond = 40;
    private static readonly int Rounds = Asked.Number("ROLLING_RESTARTS", 3);

    [DatabaseFact]
    public async Task Silos_that_are_restarted_one_after_the_other_under_load_lose_nothing_and_end_with_zero()
    {
        await using var stage = await Stage.Set(output, PostgresServer.Shared.CreateDatabase(), Habits.Brisk);
        using var closing = new CancellationTokenSource();
        var flow = stage.Load.Flow(PerSecond, closing.Token);

        var (ends, starts) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var silo in stage.Cluster.Silos)
            {
                var told = Stopwatch.GetTimestamp();
                Assert.Equal(0, await silo.Server.Terminate());
                ends.Add(Stopwatch.GetElapsedTime(told));
                await silo.Ready();
                starts.Add(Stopwatch.GetElapsedTime(told) - ends[^1]);
            }
        }

        Assert.False(stage.Load.Broken.IsCompleted, stage.Load.Broken.Exception?.ToString());
        await closing.CancelAsync();
        await flow;
        await stage.Close(output, (filings, aftermath) =>
            $"""
             {Rounds} rounds. From SIGTERM to the end: {Account.Of(ends)}. From the end to being ready again: {Account.Of(starts)}.
             {Account.Of(filings, aftermath)}
             """);
    }
}
