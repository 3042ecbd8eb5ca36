using Monitoring.Bench.Report;

namespace Monitoring.Bench.Measures;

/// <summary>One thing that is measured, on a server and a database of its own.</summary>
internal interface IMeasure
{
    string Name { get; }

    Task Run(MeasureFigures figures, CancellationToken stop);
}
