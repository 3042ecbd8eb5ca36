namespace Monitoring.Bench.Report;

/// <summary>One measured number.</summary>
/// <param name="Measure">The measure that gave it.</param>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number; the median where it was measured several times.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Expected">What DESIGN.md §7 expects of it, under that section's conditions.</param>
/// <param name="RawLimit">What the bare store or machine gives, measured in the same run.</param>
internal sealed record Figure(
    string Measure, string Name, double Value, string Unit, string? Expected = null, string? RawLimit = null);
