namespace Monitoring.Silo.WhatIf;

/// <summary>Which of the two policies.</summary>
internal enum Side
{
    Compare,
    Policy,
}

/// <summary>The figures of the province, a region or a facility, under both policies.</summary>
internal sealed class Figures
{
    /// <summary>In which order they are shown.</summary>
    private static readonly string[] Order = [Measure.Cases, Measure.CasesLate, Measure.Broken, Measure.Told];

    private readonly Dictionary<(string Measure, string What), long[]> _counts = [];

    public long Of(string measure, string what, Side side) => _counts.TryGetValue((measure, what), out var both) ? both[(int)side] : 0;

    /// <summary>All of one measure.</summary>
    public long Sum(string measure, Side side) => _counts.Where(c => c.Key.Measure == measure).Sum(c => c.Value[(int)side]);

    public IEnumerable<(string Measure, string What, long Compare, long Policy)> Rows => _counts
        .Select(c => (c.Key.Measure, c.Key.What, c.Value[0], c.Value[1]))
        .OrderBy(row => Array.IndexOf(Order, row.Measure))
        .ThenBy(row => row.What, StringComparer.Ordinal);

    public void Count(string measure, string what, Side side)
    {
        if (!_counts.TryGetValue((measure, what), out var both))
        {
            _counts[(measure, what)] = both = new long[2];
        }

        both[(int)side]++;
    }
}

/// <summary>What is counted.</summary>
internal static class Measure
{
    /// <summary>Complaints that it had at the end.</summary>
    public const string Cases = "cases";

    /// <summary>Complaints of which it broke at least one promise.</summary>
    public const string CasesLate = "cases-late";

    /// <summary>Promises it broke, by clock.</summary>
    public const string Broken = "broken";

    /// <summary>How often a rung was told because of it, by rung.</summary>
    public const string Told = "told";
}
