namespace Monitoring.Silo.Demo.Drill;

/// <summary>Everything counted since the server was started, over all faults that are over.</summary>
internal sealed class DrillTotals
{
    private readonly Lock _lock = new();
    private int _refused;
    private int _acknowledged;
    private Findings _found = Findings.Nothing;

    public void Add(FaultRun run)
    {
        lock (_lock)
        {
            _refused += run.Intake.Refused;
            _acknowledged += run.Intake.Acknowledged.Count;
            _found += run.Found ?? Findings.Nothing;
        }
    }

    public (int Refused, int Acknowledged, Findings Found) Read()
    {
        lock (_lock)
        {
            return (_refused, _acknowledged, _found);
        }
    }
}
