using System.Diagnostics;
using System.Globalization;
using Monitoring.Bench.Report;

namespace Monitoring.Bench.Measures;

/// <summary>Recorded cases through the real grains on the virtual clock: the server's verb <c>replay</c>, on one core.</summary>
internal sealed class Replay(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    /// <summary>A run of few cases: what starting costs, to be told apart from the lives.</summary>
    private const int Few = 50;

    public string Name => "replay";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var folder = new WorkFolder(options.Folder ?? place.Results);
        var start = await Replayed(Few, folder, figures, stop);
        var whole = await Replayed(options.Cases, folder, figures, stop);
        figures.Add("whole run", whole.TotalSeconds, "s");
        figures.Add("whole run of 50 cases", start.TotalSeconds, "s");
        figures.Add("lives, whole run", options.Cases / whole.TotalSeconds, "/s");
        figures.Add("lives, start taken off", (options.Cases - Few) / (whole - start).TotalSeconds, "/s", ">= 5,000 on one core");
    }

    private async Task<TimeSpan> Replayed(int cases, WorkFolder folder, MeasureFigures figures, CancellationToken stop)
    {
        var recording = SyntheticCases.Write(cases, folder);
        var begin = clock.GetTimestamp();
        await RunVerb(recording, stop);
        var took = clock.GetElapsedTime(begin);
        figures.MustBeNone(
            string.Create(CultureInfo.InvariantCulture, $"wrong verdicts of {cases}"), recording.WrongVerdicts());
        return took;
    }

    private async Task RunVerb(SyntheticCases recording, CancellationToken stop)
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
        using var verb = Process.Start(begin)!;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            verb.ProcessorAffinity = 1;
        }

        try
        {
            var said = verb.StandardOutput.ReadToEndAsync(stop);
            var complained = verb.StandardError.ReadToEndAsync(stop);
            await verb.WaitForExitAsync(stop);
            if (verb.ExitCode != 0)
            {
                throw new InvalidOperationException($"replay ended with {verb.ExitCode}:\n{await said}\n{await complained}");
            }
        }
        finally
        {
            if (!verb.HasExited)
            {
                verb.Kill(entireProcessTree: true);
            }
        }
    }
}
