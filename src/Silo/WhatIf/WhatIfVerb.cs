using System.Diagnostics;
using CsvHelper;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.WhatIf;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Replay;

namespace Monitoring.Silo.WhatIf;

/// <summary>
/// <c>./run replay --compare</c>: lives every recorded complaint under two policies, and says who would have been late and who
/// would have been told. It writes to no store.
/// </summary>
internal static class WhatIfVerb
{
    private const int MostCasesShown = 20;

    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter output, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var options = WhatIfOptions.From(args);
        var settings = options.Settings;
        var policy = Tried.Read(settings.Policy, settings.Calendar);
        var compare = Tried.Read(options.Compare, options.CompareCalendar ?? settings.Calendar);
        var report = new WhatIfReport(output);
        report.Line($"What if {policy} instead of {compare}?");

        var histories = await Histories(options);
        if ((options.AsOf ?? await histories.EndAt(cancellation)) is not { } asOf)
        {
            report.Line($"Nothing is recorded there.");
            return 0;
        }

        var comparison = new Comparison();
        var first = new List<DifferingCase>(MostCasesShown);
        await using (var file = options.Cases is { } path ? new StreamWriter(path) : null)
        {
            using var csv = file is null ? null : WhatIfFiles.Open(file);
            await Compare(histories, compare, policy, asOf, comparison, different => Tell(different, first, csv), csv, cancellation);
        }

        if (options.Figures is { } figures)
        {
            await using var file = new StreamWriter(figures);
            WhatIfFiles.WriteFigures(file, comparison);
        }

        Report(report, comparison, histories, first, options, asOf, watch.Elapsed);
        return 0;
    }

    private static async Task Compare(
        IRecordedHistories histories, Tried compare, Tried policy, DateTimeOffset asOf, Comparison comparison,
        Action<DifferingCase> tell, CsvWriter? csv, CancellationToken cancellation)
    {
        if (csv is not null)
        {
            WhatIfFiles.BeginCases(csv);
        }

        await foreach (var history in histories.All(cancellation))
        {
            // the watchdog's own are about nobody
            if (history.Events is [Filed { Traits.Synthetic: true }, ..])
            {
                continue;
            }

            if (compare.Live(history, asOf) is { } before && policy.Live(history, asOf) is { } after
                && comparison.Add(history.Id, before, after) is { } different)
            {
                tell(different);
            }
        }
    }

    private static void Tell(DifferingCase different, List<DifferingCase> first, CsvWriter? csv)
    {
        if (first.Count < MostCasesShown)
        {
            first.Add(different);
        }

        if (csv is not null)
        {
            WhatIfFiles.WriteCase(csv, different);
        }
    }

    private static async Task<IRecordedHistories> Histories(WhatIfOptions options)
    {
        if (options is not { Recorded: { } recorded, Map: { } mapFile })
        {
            return new HistoriesOfAStore(options.Settings);
        }

        var map = ReplayMap.Read(await File.ReadAllTextAsync(mapFile), mapFile);
        using var csv = new StreamReader(recorded);
        var roster = options.Facilities is { } path ? Roster.Parse(await File.ReadAllTextAsync(ShippedFile.Find(path)), path) : null;
        return new HistoriesOfARecording(ReadRecording.From(csv, map), roster);
    }

    private static void Report(
        WhatIfReport report, Comparison comparison, IRecordedHistories histories, List<DifferingCase> first,
        WhatIfOptions options, DateTimeOffset asOf, TimeSpan took)
    {
        report.Line($"{comparison.Cases} complaints, up to {asOf:u}, in {took.TotalSeconds:0.0} s: {comparison.Cases / took.TotalSeconds:0} a second");
        report.Line($"{comparison.Sealed} sealed cases (whistleblowing, or against a facility's head) are in no figure but this one");
        report.Figures(comparison);
        report.Cases(comparison, first, options.Cases);
        if (comparison.AfterTheEnd is not [0, 0])
        {
            report.Line($"Recorded acts that came after the policy had ended the case, and were left out: {comparison.AfterTheEnd[0]} -> {comparison.AfterTheEnd[1]}");
        }

        report.Listed("recorded acts had no effect when they were done", [.. histories.WithoutEffect.Select(w => $"{w.Value} {w.Key}")]);
        report.Listed("records could not be used as they are", histories.Unusable);
    }

    /// <summary>A policy that is tried.</summary>
    private sealed record Tried(PolicyVersion Version, ComplaintRules Rules)
    {
        public static Tried Read(string packFile, string calendarFile)
        {
            var pack = PolicyReader.Read(File.ReadAllText(ShippedFile.Find(packFile)), packFile);
            var calendar = CalendarReader.Read(File.ReadAllText(ShippedFile.Find(calendarFile)), calendarFile);
            _ = PolicyBook.ExternalOnly.WithActive(pack, calendar); // refuses a calendar that is not the pack's
            return new Tried(new PolicyVersion(pack.Id, pack.Version, calendar.Id, calendar.Version), new ComplaintRules(pack, calendar));
        }

        public LifeUnderAPolicy? Live(RecordedHistory history, DateTimeOffset asOf) =>
            WhatWouldHaveBeen.Of(history.Events, Rules, Version, asOf);

        public override string ToString() => $"{Version.Pack} {Version.PackVersion} on {Version.Calendar} {Version.CalendarVersion}";
    }
}
