using System.Globalization;

namespace Monitoring.Silo.WhatIf;

/// <summary>Says what came of a comparison, as a table.</summary>
internal sealed class WhatIfReport(TextWriter output)
{
    private const int MostShown = 20;

    private const int NameWidth = 34;

    public void Figures(Comparison comparison)
    {
        Line("");
        Row("", "compare", "policy", "difference");
        Block("the province", comparison.Province, whole: true);
        foreach (var (region, figures) in comparison.Regions)
        {
            Block($"region {region}", figures, whole: false);
        }

        var differing = comparison.Facilities
            .Select(f => (f.Facility, f.Figures, By: Math.Abs(By(f.Figures, Measure.Broken)) + Math.Abs(By(f.Figures, Measure.Told))))
            .Where(f => f.By > 0)
            .OrderByDescending(f => f.By).ThenBy(f => f.Facility, StringComparer.Ordinal)
            .ToList();
        Line("");
        Line($"{differing.Count} of {comparison.Facilities.Count()} facilities differ{(differing.Count > MostShown ? $"; the {MostShown} that do most:" : "")}");
        foreach (var (facility, figures, _) in differing.Take(MostShown))
        {
            Block($"facility {facility}", figures, whole: false);
        }
    }

    public void Cases(Comparison comparison, IReadOnlyList<DifferingCase> first, string? file)
    {
        Line("");
        Line($"{comparison.Differing} of {comparison.Cases} complaints differ{(file is null ? "" : $"; all are in {file}")}");
        foreach (var different in first)
        {
            Line($"  {different.Id} at {different.Owner.Facility}");
            foreach (var clock in different.Clocks)
            {
                Line($"    {clock.Clock}{(clock.Epoch == 0 ? "" : $"/{clock.Epoch}")}: {Said(clock.Compare)} -> {Said(clock.Policy)}");
            }
        }
    }

    public void Listed(string what, IReadOnlyList<string> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        Line($"{all.Count} {what}");
        foreach (var one in all.Take(MostShown))
        {
            Line($"  {one}");
        }

        if (all.Count > MostShown)
        {
            Line($"  and {all.Count - MostShown} more");
        }
    }

    public void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private void Line(string text) => output.WriteLine(text);

    private void Block(string name, Figures figures, bool whole)
    {
        Row(name, Number(figures, Measure.Cases, Side.Compare), Number(figures, Measure.Cases, Side.Policy), "");
        Row("  complaints with a broken promise", figures, Measure.CasesLate);
        Row("  broken promises", figures, Measure.Broken);
        Row("  rungs told", figures, Measure.Told);
        foreach (var (measure, what, compare, policy) in figures.Rows.Where(r => whole && r.What.Length > 0))
        {
            Row($"    {measure} {what}", compare, policy);
        }
    }

    private void Row(string name, Figures figures, string measure) =>
        Row(name, figures.Sum(measure, Side.Compare), figures.Sum(measure, Side.Policy));

    private void Row(string name, long compare, long policy) => Row(
        name,
        compare.ToString("N0", CultureInfo.InvariantCulture),
        policy.ToString("N0", CultureInfo.InvariantCulture),
        (policy - compare).ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture));

    private void Row(string name, string compare, string policy, string difference) =>
        output.WriteLine($"{name.PadRight(NameWidth)}{compare,12}{policy,12}{difference,12}");

    private static string Number(Figures figures, string measure, Side side) =>
        figures.Sum(measure, side).ToString("N0", CultureInfo.InvariantCulture);

    private static long By(Figures figures, string measure) => figures.Sum(measure, Side.Policy) - figures.Sum(measure, Side.Compare);

    private static string Said(ClockUnder clock)
    {
        var fate = clock switch
        {
            { DueAt: null } => "no deadline",
            { IsBroken: true } => $"broken {WhatIfFiles.Stamp(clock.DueAt)}",
            { StoppedAt: not null } => "kept",
            _ => $"open until {WhatIfFiles.Stamp(clock.DueAt)}",
        };
        return clock.Told.Length == 0 ? fate : $"{fate} [{clock.Told}]";
    }
}
