using System.Diagnostics;
using System.Globalization;
using Monitoring.Simulation;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(SimulateOptions.Usage);
    return 0;
}

SimulateOptions options;
try
{
    options = SimulateOptions.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

if (options.World is { } one)
{
    var script = DrawScript.From(one, options.Faults);
    var failure = World.Live(script, options.Flaw).Failure ?? Monitoring.Simulation.Twins.TwinWorlds.Compare(script).Failure;
    if (failure is null)
    {
        Console.WriteLine($"world {one}: every invariant held");
        return 0;
    }

    Report.Write(Console.Out, failure, options.Faults, options.Flaw);
    return 1;
}

for (var seed = options.FirstSeed; seed <= options.LastSeed; seed++)
{
    var watch = Stopwatch.StartNew();
    var end = new Campaign(seed, options.Lives, options.Faults, options.Flaw).Run(options.Parallel);
    Report.Write(Console.Out, end, options.Faults);
    // what depends on the machine goes elsewhere: the same seed prints the same bytes
    await Console.Error.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {watch.Elapsed.TotalSeconds:0.0} s, {end.Lives / watch.Elapsed.TotalSeconds:0} lives/s on {options.Parallel} threads"));
    if (end.Failure is { } failure)
    {
        Report.Write(Console.Out, failure, options.Faults, options.Flaw);
        return 1;
    }
}

return 0;
