using System.Diagnostics;
using System.Globalization;
using Monitoring.Bench.Report;

namespace Monitoring.Bench.Measures;

/// <summary>Recorded cases through the real grains on the virtual clock: the server's verb <c>replay</c>, on one core.</summary>
internal sealed class Replay(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    /// <summary>A run of few cases: what starting costs, to be told apart from the lives.</summary>
    private const int Few = 50;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public string Name => "replay";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var folder = new WorkFolder(options.Folder ?? place.Results);
        var start = await Replayed(Few, folder, figures, stop);
        var whole = await Replayed(options.Cases, folder, figures, stop);
        var lives = options.Cases - Few;
        figures.Add("whole run", whole.Elapsed.TotalSeconds, "s");
        figures.Add("whole run of 50 cases", start.Elapsed.TotalSeconds, "s");
        figures.Add("lives, whole run", options.Cases / whole.Elapsed.TotalSeconds, "/s");
        figures.Add("lives, start taken off", lives / (whole.Elapsed - start.Elapsed).TotalSeconds, "/s", ">= 5,000 on one core");
        figures.Add(
            "lives per second of processor time", lives / (whole.Processor - start.Processor).TotalSeconds, "/s", ">= 5,000");
    }

    private async Task<Took> Replayed(int cases, WorkFolder folder, MeasureFigures figures, CancellationToken stop)
    {
        var recording = SyntheticCases.Write(cases, folder);
        var took = await RunVerb(recording, stop);
        figures.MustBeNone(
            string.Create(CultureInfo.InvariantCulture, $"wrong verdicts of {cases}"), recording.WrongVerdicts());
        return took;
    }

    private async Task<Took> RunVerb(SyntheticCases recording, CancellationToken stop)
    {
        var begin = new ProcessStartInfo(
            Environment.ProcessPath!,
            [place.Server, "replay", recording.Cases, "--map", recording.Map, "--verdicts", recording.Verdicts])
        {
            WorkingDirectory = place.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // one core, and the runtime knows it: otherwise its collector would take the second
        begin.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        var startedAt = clock.GetTimestamp();
        using var verb = Process.Start(begin)!;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            verb.ProcessorAffinity = 1;
        }

        try
        {
            var said = verb.StandardOutput.ReadToEndAsync(stop);
            var complained = verb.StandardError.ReadToEndAsync(stop);
            var processor = await ProcessorUntilExit(verb, stop);
            var elapsed = clock.GetElapsedTime(startedAt);
            if (verb.ExitCode != 0)
            {
                throw new InvalidOperationException($"replay ended with {verb.ExitCode}:\n{await said}\n{await complained}");
            }

            return new Took(elapsed, processor);
        }
        finally
        {
            if (!verb.HasExited)
            {
                verb.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>A process that ended tells nothing any more, so it is asked until then.</summary>
    private async Task<TimeSpan> ProcessorUntilExit(Process verb, CancellationToken stop)
    {
        var (processor, ended) = (TimeSpan.Zero, verb.WaitForExitAsync(stop));
        while (!ended.IsCompleted)
        {
            try
            {
                verb.Refresh();
                processor = verb.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                break; // it ended between the two lines
            }

            await Task.WhenAny(ended, Task.Delay(LookEvery, clock, stop));
        }

        await ended;
        return processor;
    }

    private readonly record struct Took(TimeSpan Elapsed, TimeSpan Processor);
}
