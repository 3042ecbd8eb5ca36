using System.Globalization;
using CsvHelper;

namespace Monitoring.Silo.WhatIf;

/// <summary>The figures and the cases that differ, as CSV. Instants are UTC.</summary>
internal static class WhatIfFiles
{
    private static readonly string[] FigureColumns = ["scope", "id", "region", "measure", "what", "compare", "policy", "difference"];

    private static readonly string[] CaseColumns =
    [
        "complaint", "facility", "region", "clock", "epoch", "compareDueAt", "policyDueAt", "compareBroken", "policyBroken",
        "compareTold", "policyTold",
    ];

    public static CsvWriter Open(TextWriter file) =>
        CsvWriter.Create(file, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);

    public static void WriteFigures(TextWriter file, Comparison comparison)
    {
        using var csv = Open(file);
        csv.WriteRecord(FigureColumns);
        Rows("province", "", "", comparison.Province);
        foreach (var (region, figures) in comparison.Regions)
        {
            Rows("region", region, region, figures);
        }

        foreach (var (facility, region, figures) in comparison.Facilities)
        {
            Rows("facility", facility, region, figures);
        }

        void Rows(string scope, string id, string region, Figures figures)
        {
            foreach (var (measure, what, compare, policy) in figures.Rows)
            {
                csv.WriteRecord([scope, id, region, measure, what, Number(compare), Number(policy), Number(policy - compare)]);
            }
        }
    }

    public static void BeginCases(CsvWriter csv) => csv.WriteRecord(CaseColumns);

    public static void WriteCase(CsvWriter csv, DifferingCase different)
    {
        foreach (var clock in different.Clocks)
        {
            csv.WriteRecord(
            [
                different.Id, different.Owner.Facility, different.Owner.Region, clock.Clock, Number(clock.Epoch),
                Stamp(clock.Compare.DueAt), Stamp(clock.Policy.DueAt), Flag(clock.Compare.IsBroken), Flag(clock.Policy.IsBroken),
                clock.Compare.Told, clock.Policy.Told,
            ]);
        }
    }

    internal static string Stamp(DateTimeOffset? at) =>
        at?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
