using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Report;
using Monitoring.Bench.Screen;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>What many open complaints cost while nothing happens: memory, idle processor time, time to be ready again.</summary>
internal sealed class OpenComplaints(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    private const int Concurrency = 64;
    private const int Restarts = 3;
    private const int Little = 10;
    private const double BytesPerMb = 1 << 20;

    /// <summary>Idle complaints leave memory after this long instead of the product's five minutes: a shorter run.</summary>
    private const string CollectAfterMinutes = "0.5";

    private static readonly TimeSpan CollectedAfter = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettleFor = TimeSpan.FromSeconds(5);

    private int _open;

    public string Name => "memory";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var data = new WorkFolder(options.Folder ?? place.Results);
        (string, string)[] settings =
        [
            ("CollectAfterMinutes", CollectAfterMinutes),
            ("Policy", PolicyWithoutShortClocks.Write(place, data)),
        ];
        var empty = await Filled(figures, data, settings, stop);
        for (var i = 0; i < Restarts; i++)
        {
            await Restarted(figures, data, settings, empty, stop);
        }
    }

    /// <returns>Memory of the server when it was empty; MB.</returns>
    private async Task<double> Filled(
        MeasureFigures figures, WorkFolder data, (string, string)[] settings, CancellationToken stop)
    {
        await using var server = await ServerProcess.Start(place, data.Full, clock, stop, settings);
        var empty = server.Use.MemoryMb;
        figures.Add("server memory, empty", empty, "MB");
        var filer = await Filer.For(server, clock, stop);
        var filed = (await filer.Open(options.MemoryOpen, Concurrency, stop)).MustBeAccepted(figures);
        _open = filed.Count + (options.MemoryOpen / Little);
        figures.Add("open complaints", _open, "");
        figures.Add("accepted while filling", filed.PerSecond, "/s");
        figures.Add("server memory, all just filed", server.Use.MemoryMb, "MB");
        await Task.Delay(CollectedAfter, clock, stop);
        figures.Add("server memory, idle for 75 s", server.Use.MemoryMb, "MB");

        // an idle runtime has no reason to collect garbage: a little work shows what it can give back
        (await filer.Open(options.MemoryOpen / Little, Concurrency, stop)).MustBeAccepted(figures);
        figures.Add("server memory, a tenth more filed after that", server.Use.MemoryMb, "MB");
        if (await server.Metric("heap", stop) is { } heap)
        {
            figures.Add("managed heap as the server says", heap / BytesPerMb, "MB");
        }

        figures.Add("database on disk", SizeMb(data), "MB");

        // the way back from a crash is the longer one
        await server.Crash();
        return empty;
    }

    private async Task Restarted(
        MeasureFigures figures, WorkFolder data, (string, string)[] settings, double empty, CancellationToken stop)
    {
        await using var server = await ServerProcess.Start(place, data.Full, clock, stop, settings);
        figures.Add("ready after a crash", server.ReadyAfter.TotalSeconds, "s", "<= 10 with 1,000,000 open");
        var asked = clock.GetTimestamp();
        await using var screen = await ConnectedScreen.Open(server, clock, stop);
        figures.Add("first board and join after that", clock.GetElapsedTime(asked).TotalSeconds, "s");
        await Task.Delay(SettleFor, clock, stop);

        var (start, beats) = (server.Use.Now(), screen.Beats);
        await Task.Delay(IdleFor, clock, stop);
        var used = server.Use.Since(start);
        figures.Add("idle processor, a wall connected", used.Percent, "% of a core", "<= 2");
        var memory = server.Use.MemoryMb;
        figures.Add("server memory, restarted, a wall connected", memory, "MB", "<= 600 with 1,000,000 open");
        figures.Add("memory per open complaint, restarted", (memory - empty) * BytesPerMb / _open, "bytes");
        if (screen.Beats == beats)
        {
            figures.Wrong(string.Create(CultureInfo.InvariantCulture, $"no beat within {IdleFor.TotalSeconds} s"));
        }

        await server.Crash();
    }

    private static double SizeMb(WorkFolder data) =>
        Directory.EnumerateFiles(data.Full, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / BytesPerMb;
}
