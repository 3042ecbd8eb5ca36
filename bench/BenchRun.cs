using Monitoring.Bench.Measures;
using Monitoring.Bench.Report;

namespace Monitoring.Bench;

/// <summary>One run: its measures in turn, the table, the JSON file, and whether anything was wrong.</summary>
internal static class BenchRun
{
    private const int Fine = 0;
    private const int SomethingWrong = 1;
    private const int Misused = 2;
    private const int Stopped = 130; // as shells say it of an interrupted program

    /// <returns>Not 0 if an answer or a deadline was wrong; slowness is reported, not judged.</returns>
    public static async Task<int> Of(string[] args, TimeProvider clock, CancellationToken stop)
    {
        BenchOptions options;
        try
        {
            options = BenchOptions.From(args);
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Misused;
        }

        if (options.Help)
        {
            Console.WriteLine(BenchOptions.Usage);
            return Fine;
        }

        var place = Place.Find();
        var machine = Machine.Look(place, options.Folder ?? place.Results);
        var figures = new Figures();
        Console.WriteLine(machine.ToString());
        try
        {
            foreach (var measure in Chosen(options, place, clock))
            {
                await Repeat(measure, options.Repeat, figures, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped; half a measure is none, so nothing is written.");
            return Stopped;
        }

        Console.WriteLine();
        Console.WriteLine(Table.Of(figures));
        var file = ResultFile.Write(place, machine, args, figures, clock.GetUtcNow());
        Console.WriteLine($"Written to {Path.GetRelativePath(place.Root, file)}.");
        foreach (var mistake in figures.Mistakes)
        {
            await Console.Error.WriteLineAsync("WRONG: " + mistake);
        }

        return figures.Mistakes.Count == 0 ? Fine : SomethingWrong;
    }

    private static IEnumerable<IMeasure> Chosen(BenchOptions options, Place place, TimeProvider clock)
    {
        foreach (var name in options.Measures)
        {
            yield return name switch
            {
                "intake" => new Intake(options, place, clock),
                "postgres" => new PostgresIntake(options, place, clock),
                "cluster" => new ClusterIntake(options, place, clock),
                "deadline" => new DeadlineToScreen(options, place, clock),
                "herd" => new Herd(options, place, clock),
                "memory" => new OpenComplaints(options, place, clock),
                "replay" => new Replay(options, place, clock),
                "audit" => new AuditRounds(options, place, clock),
                "hour" => new LongRun(options, place, clock),
                _ => throw new ArgumentException($"There is no measure {name}."),
            };
        }
    }

    private static async Task Repeat(IMeasure measure, int times, Figures figures, CancellationToken stop)
    {
        for (var i = 1; i <= times; i++)
        {
            Console.WriteLine(times == 1 ? $"{measure.Name} ..." : $"{measure.Name} {i}/{times} ...");
            try
            {
                await measure.Run(figures.Of(measure.Name), stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // the other measures are worth having all the same
                figures.Wrong(measure.Name, e is InvalidOperationException or TimeoutException ? e.Message : e.ToString());
                return;
            }
        }
    }
}
