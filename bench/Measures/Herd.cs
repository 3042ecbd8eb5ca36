using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Report;
using Monitoring.Bench.Screen;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>Many deadlines in the same instant, while others are open and a screen is connected.</summary>
internal sealed class Herd(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    private const int Concurrency = 64;

    /// <summary>Between the last filing and the deadline, so that filing is over when it comes.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(15);

    /// <summary>The deadline is chosen before the filing; it must not pass meanwhile even if that slows down.</summary>
    private const double Caution = 2;

    private static readonly TimeSpan Still = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Name => "herd";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var data = new WorkFolder(options.Folder ?? place.Results);
        await using var server = await ServerProcess.Start(place, data.Full, clock, stop);
        var filer = await Filer.For(server, clock, stop);
        var open = (await filer.Open(options.HerdOpen, Concurrency, stop)).MustBeAccepted(figures);
        await using var screen = await ConnectedScreen.Open(server, clock, stop);

        var filingTakes = TimeSpan.FromSeconds(Caution * options.Herd / open.PerSecond);
        var dueAt = Instants.WholeMs(clock.GetUtcNow() + filingTakes + Lead);
        var filed = (await filer.WithDeadlines(options.Herd, _ => dueAt, Concurrency, stop)).MustBeAccepted(figures);
        var ahead = dueAt - clock.GetUtcNow();
        if (ahead < Still)
        {
            throw new InvalidOperationException("Filing took so long that the deadline came meanwhile.");
        }

        // the rungs before the breach are told long before this, and nothing else is, so the numbers stand still
        await Task.Delay(ahead - Still, clock, stop);
        var before = screen.Arrivals.Seq;
        await Task.Delay(Still, clock, stop);
        var start = server.Use.Now();
        var committed = AllCommitted(server, before + filed.Count, dueAt, stop);
        await screen.Arrivals.Until(filed.Count, dueAt + Patience, clock, stop);
        var used = server.Use.Since(start);
        figures.Add("all committed - deadline", (await committed).TotalMilliseconds, "ms", "<= 3,000");
        Tell(figures, new ToldOfDeadlines(filed.Deadlines, screen.Arrivals), used, server);
        figures.Remark(string.Create(
            CultureInfo.InvariantCulture,
            $"{filed.Count} deadlines in one instant, {open.Count} others open, filing ended {ahead.TotalSeconds:F0} s before it"));
    }

    /// <summary>
    /// How long after the deadline the last breach could be read back, which is after its commit: the province's feed is
    /// asked again and again for the number that the last of them has. It has nothing else to number meanwhile.
    /// </summary>
    private async Task<TimeSpan> AllCommitted(
        ServerProcess server, long last, DateTimeOffset dueAt, CancellationToken stop)
    {
        while (!await server.HasFeedReached(last, stop) && clock.GetUtcNow() < dueAt + Patience)
        {
            await Task.Delay(AskEvery, clock, stop);
        }

        return clock.GetUtcNow() - dueAt;
    }

    private static void Tell(
        MeasureFigures figures, ToldOfDeadlines told, ProcessUse.Between used, ServerProcess server)
    {
        told.Judge(figures);
        figures.Add("last decided - deadline", told.Noticed.MaxMs, "ms");
        figures.Add("decided - deadline, p50", told.Noticed.AtMs(0.5), "ms");
        figures.Add("last frame - deadline", told.Arrived.MaxMs, "ms", "<= 5,000");
        figures.Add("frame - deadline, p50", told.Arrived.AtMs(0.5), "ms");
        figures.Add("frame - deadline, p99", told.Arrived.AtMs(0.99), "ms");
        figures.Add("server processor from the deadline to the last frame", used.Processor.TotalMilliseconds, "ms");
        figures.Add("generator processor meanwhile", used.Bench.TotalMilliseconds, "ms");
        figures.Add("server memory", server.Use.MemoryMb, "MB");
    }
}
