using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Report;
using Monitoring.Bench.Screen;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>
/// Whether memory stays what it is while as much ends as begins: whole lives of complaints, a part of which breach, people who
/// look at lists and pages, and a wall, for an hour.
/// </summary>
internal sealed class LongRun(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    private const int Parts = 6;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Name => "hour";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var data = new WorkFolder(options.Folder ?? place.Results);
        await using var server = await ServerProcess.Start(place, data.Full, clock, stop);
        await using var screen = await ConnectedScreen.Open(server, clock, stop);
        var life = new Life(server, await server.Facilities(stop), clock);
        var until = clock.GetUtcNow() + TimeSpan.FromMinutes(options.Minutes);
        Task[] people =
        [
            .. Enumerable.Range(0, options.LivesAtOnce).Select(_ => life.OneAfterAnother(until, stop)), life.Looking(LookEvery, until, stop),
        ];
        var samples = await Samples(server, () => clock.GetUtcNow() < until && !people.Any(p => p.IsFaulted), stop);
        await Task.WhenAll(people);
        await screen.Arrivals.Until(life.Breaching, clock.GetUtcNow() + Patience, clock, stop);

        figures.Add("lives, filed to closed", life.Ended, "");
        figures.Add("of them breached", screen.Arrivals.Breaches, "");
        figures.Add("open at once, at most", samples.Max(sample => sample.Open), "");
        figures.MustBeNone("breaches that the wall was not told", life.Breaching - screen.Arrivals.Breaches);
        figures.MustBeNone("gaps and doubles on the wall", screen.Arrivals.Gaps + screen.Arrivals.Doubles);
        foreach (var (part, i) in samples.Chunk(Math.Max(1, (samples.Count + Parts - 1) / Parts)).Select((p, i) => (p, i + 1)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"server memory, part {i} of {Parts}, median");
            figures.Add(name, part.Select(sample => sample.Mb).Order().ElementAt(part.Length / 2), "MB");
        }
    }

    private async Task<List<(double Mb, double Open)>> Samples(ServerProcess server, Func<bool> goesOn, CancellationToken stop)
    {
        var samples = new List<(double Mb, double Open)>();
        while (goesOn())
        {
            samples.Add((server.Use.MemoryMb, await server.Open(stop)));
            await Task.Delay(SampleEvery, clock, stop);
        }

        return samples;
    }
}
