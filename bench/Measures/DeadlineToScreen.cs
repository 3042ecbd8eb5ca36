using Monitoring.Bench.Load;
using Monitoring.Bench.Report;
using Monitoring.Bench.Screen;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>From a deadline to its frame on a connected screen, on a server that has nothing else to do.</summary>
internal sealed class DeadlineToScreen(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    /// <summary>The first deadlines of a fresh process are its compiler's; they are checked, not counted.</summary>
    private const int WarmUp = 30;

    private const int Concurrency = 4;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(53);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Name => "deadline";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var data = new WorkFolder(options.Folder ?? place.Results);
        await using var server = await ServerProcess.Start(place, data.Full, clock, stop);
        await using var screen = await ConnectedScreen.Open(server, clock, stop);
        var filer = await Filer.For(server, clock, stop);
        (await Told(WarmUp)).Judge(figures);
        var told = await Told(options.Deadlines);
        told.Judge(figures);
        figures.Add("frame - deadline, min", told.Arrived.MinMs, "ms");
        figures.Add("frame - deadline, p50", told.Arrived.AtMs(0.5), "ms", "<= 50");
        figures.Add("frame - deadline, p99", told.Arrived.AtMs(0.99), "ms", "<= 250");
        figures.Add("frame - deadline, max", told.Arrived.MaxMs, "ms");
        figures.Add("decided - deadline, p50", told.Noticed.AtMs(0.5), "ms");
        figures.Add("decided - deadline, p99", told.Noticed.AtMs(0.99), "ms");
        figures.Add("decided - deadline, max", told.Noticed.MaxMs, "ms");

        async Task<ToldOfDeadlines> Told(int count)
        {
            var first = clock.GetUtcNow() + Lead;
            var before = screen.Arrivals.Breaches;
            var filed = await filer.WithDeadlines(count, i => Instants.WholeMs(first + (i * Apart)), Concurrency, stop);
            filed.MustBeAccepted(figures);
            await screen.Arrivals.Until(before + filed.Count, first + (count * Apart) + Patience, clock, stop);
            return new ToldOfDeadlines(filed.Deadlines, screen.Arrivals);
        }
    }
}
