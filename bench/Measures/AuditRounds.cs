using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Report;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>How long the auditor takes to go round over many open complaints, and what it costs those who file meanwhile.</summary>
internal sealed class AuditRounds(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    private const int Concurrency = 64;
    private const int RestRounds = 3;
    private const int Pairs = 2;
    private const int WarmUp = 2_000;
    private const string Expected = "<= 60";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RoundWithin = TimeSpan.FromMinutes(5);

    public string Name => "audit";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var data = new WorkFolder(options.Folder ?? place.Results);
        var policy = ("Policy", PolicyWithoutShortClocks.Write(place, data));
        await using (var server = await ServerProcess.Start(place, data.Full, clock, stop, policy))
        {
            await Filled(server, figures, stop);
            await AtRest(server, figures, stop);
            await server.Crash();
        }

        var (with, without) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            with.Add(await Intake(data, "the auditor going round", figures, stop, policy));
            without.Add(await Intake(data, "the auditor switched off", figures, stop, policy, ("Audit__EverySeconds", "0")));
        }

        figures.Add("accepted with the auditor / without", with.Sum() / without.Sum(), "");
    }

    /// <summary>Everything that was filed since the last round is derived in the next.</summary>
    private async Task Filled(ServerProcess server, MeasureFigures figures, CancellationToken stop)
    {
        var filer = await Filer.For(server, clock, stop);
        var filing = filer.Open(options.MemoryOpen, Concurrency, stop);
        var longest = 0d;
        while (!filing.IsCompleted)
        {
            longest = Math.Max(longest, (await server.Audit(stop)).Seconds);
            await Task.WhenAny(filing, Task.Delay(LookEvery, clock, stop));
        }

        var filed = (await filing).MustBeAccepted(figures);
        figures.Add("open complaints", filed.Count, "");
        figures.Add("accepted while filling", filed.PerSecond, "/s");
        figures.Add("longest round while filling", longest, "s", Expected);
        figures.Add("server memory, all just filed", server.Use.MemoryMb, "MB");
    }

    private async Task AtRest(ServerProcess server, MeasureFigures figures, CancellationToken stop)
    {
        // the one under way began while there was filing, and the next one proves the last of it
        await Rounds(server, 2, stop);
        var start = server.Use.Now();
        var seconds = await Rounds(server, RestRounds, stop);
        figures.Add("longest round at rest", seconds.Max(), "s", Expected);
        figures.Add("processor at rest, the auditor going round", server.Use.Since(start).Percent, "% of a core");
        var last = await server.Audit(stop);
        figures.Add("streams in a round", last.Streams, "");
        figures.Add("of them derived anew", last.Derived, "");
        figures.MustBeNone("due rows found wrong", last.Wrong);
    }

    private async Task<List<double>> Rounds(ServerProcess server, int count, CancellationToken stop)
    {
        var seconds = new List<double>();
        for (var left = count; left > 0; left--)
        {
            var before = await server.Audit(stop);
            var asked = clock.GetTimestamp();
            var now = before;
            while (now.Rounds == before.Rounds)
            {
                if (clock.GetElapsedTime(asked) > RoundWithin)
                {
                    throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"No round of the auditor ended within {RoundWithin}."));
                }

                await Task.Delay(LookEvery, clock, stop);
                now = await server.Audit(stop);
            }

            seconds.Add(now.Seconds);
        }

        return seconds;
    }

    private async Task<double> Intake(
        WorkFolder data, string beside, MeasureFigures figures, CancellationToken stop, params (string, string)[] settings)
    {
        await using var server = await ServerProcess.Start(place, data.Full, clock, stop, settings);
        var filer = await Filer.For(server, clock, stop);
        (await filer.Open(WarmUp, Concurrency, stop)).MustBeAccepted(figures);
        var filed = (await filer.During(options.IntakeFor, Concurrency, stop)).MustBeAccepted(figures);
        figures.Add("accepted, " + beside, filed.PerSecond, "/s");
        figures.Add("p99, " + beside, filed.Latency.AtMs(0.99), "ms");
        await server.Crash();
        return filed.PerSecond;
    }
}
