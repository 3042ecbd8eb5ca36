using System.Collections.Immutable;
using Monitoring.Grains;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>Starts and stops faults, and remembers what came of each.</summary>
internal sealed class FaultBook(FaultCourse course, TimeProvider time, DrillSeed seed)
{
    private const int RunsKept = 12;

    private readonly Lock _lock = new();
    private ImmutableList<FaultRun> _runs = [];
    private int _started;

    public DateTimeOffset OpenedAt { get; } = time.Now();

    public int Seed => seed.Value;

    /// <summary>The latest runs, the latest first.</summary>
    public ImmutableList<FaultRun> Runs => Volatile.Read(ref _runs);

    /// <summary>What the runs that are over led to, also those that are not kept any more.</summary>
    public DrillTotals Totals { get; } = new();

    public bool AnythingIsOn => Runs.Any(run => run.EndedAt is null);

    /// <summary>What the script does next.</summary>
    public IEnumerable<PlannedFault> Ahead(int count) =>
        BadDay.From(OpenedAt, Seed).SkipWhile(planned => planned.At <= time.Now()).Take(count);

    /// <summary>Starts a fault; null if it is on already.</summary>
    public FaultRun? Start(Fault fault, TimeSpan length, bool scripted)
    {
        FaultRun run;
        lock (_lock)
        {
            if (Find(fault) is not null)
            {
                return null;
            }

            run = new FaultRun(++_started, new PlannedFault(fault, time.Now(), length), scripted);
            _runs = [run, .. _runs.Where((older, n) => n < RunsKept - 1 || older is { Found: null, BrokeOff: false })];
        }

        _ = course.Run(run, Totals);
        return run;
    }

    /// <summary>Ends a fault before its time; null if it is not on.</summary>
    public FaultRun? Stop(Fault fault)
    {
        var run = Find(fault);
        run?.Stop();
        return run;
    }

    private FaultRun? Find(Fault fault) => Runs.Find(run => run.Fault == fault && run.EndedAt is null);
}

/// <summary>Which day it is: the seed of its script and of its complaints.</summary>
internal sealed record DrillSeed(int Value);
