namespace Monitoring.Bench.Report;

/// <summary>What the run has found so far: numbers, remarks, and what was wrong.</summary>
internal sealed class Figures
{
    private readonly List<Figure> _all = [];
    private readonly List<string> _mistakes = [];
    private readonly List<string> _remarks = [];

    public IReadOnlyList<string> Mistakes => _mistakes;

    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Each figure once, in order of appearance, with the median of its values.</summary>
    public IReadOnlyList<Figure> Medians() =>
    [
        .. _all.GroupBy(f => (f.Measure, f.Name))
            .Select(same => same.Last() with { Value = Median([.. same.Select(f => f.Value).Order()]) }),
    ];

    public MeasureFigures Of(string measure) => new(this, measure);

    public void Add(Figure figure) => _all.Add(figure);

    public void Wrong(string measure, string what) => _mistakes.Add($"{measure}: {what}");

    public void Remark(string measure, string what) => _remarks.Add($"{measure}: {what}");

    private static double Median(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

/// <summary>What one measure may tell.</summary>
internal sealed class MeasureFigures(Figures all, string measure)
{
    public void Add(string name, double value, string unit, string? expected = null, string? rawLimit = null) =>
        all.Add(new Figure(measure, name, value, unit, expected, rawLimit));

    /// <summary>Something that must not happen at any speed. It makes the run fail.</summary>
    public void Wrong(string what) => all.Wrong(measure, what);

    /// <summary>Wrong unless the count is zero; the count is shown either way.</summary>
    public void MustBeNone(string name, long count)
    {
        Add(name, count, "", "0");
        if (count != 0)
        {
            Wrong($"{name}: {count}");
        }
    }

    /// <summary>Something to know when reading the numbers.</summary>
    public void Remark(string what) => all.Remark(measure, what);
}
