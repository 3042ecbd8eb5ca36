using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Silo.Year;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Silo.Tests.Year;

/// <summary>A year counts what was expected against what stands in the log; each way of being wrong has its column.</summary>
public class OwnFiringsTests
{
    private static readonly DateTimeOffset DueAt = new(2026, 2, 28, 16, 59, 59, TimeSpan.Zero);

    private static readonly OwedClock Owed = new(
        "monitoring_visit", 1,
        [
            new Firing(FiringKind.Breach, "monitoring_visit", 0, "breach", DueAt, DueAt.AddMilliseconds(1), ["R4"]),
            new Firing(FiringKind.Rung, "monitoring_visit", 0, "any:breach+10wd", DueAt.AddDays(14), DueAt.AddDays(14), ["R5"]),
        ]);

    [Theory]
    [InlineData("as expected", 0, 0, 0, 0, 0)]
    [InlineData("nothing fired", 2, 0, 0, 0, 0)]
    [InlineData("the breach twice", 0, 1, 0, 0, 0)]
    [InlineData("another instant", 1, 0, 1, 0, 0)]
    [InlineData("others told", 1, 0, 1, 0, 0)]
    [InlineData("before it was true", 0, 0, 0, 1, 0)]
    [InlineData("eleven seconds late", 0, 0, 0, 0, 1)]
    public void Lost_doubled_unasked_early_and_late_are_told_apart(string what, int lost, int doubled, int unasked, int early, int late)
    {
        var breach = new FacilityBreached("monitoring_visit", 0, "breach", DueAt, DueAt.AddSeconds(2), ["R4"]) { At = DueAt };
        var rung = new FacilityEscalated("monitoring_visit", 0, "any:breach+10wd", DueAt.AddDays(14), DueAt.AddDays(14), ["R5"]) { At = DueAt.AddDays(14) };
        FacilityEvent[] stream = what switch
        {
            "nothing fired" => [],
            "the breach twice" => [breach, breach, rung],
            "another instant" => [breach with { At = DueAt.AddDays(1) }, rung],
            "others told" => [breach with { Rungs = ["R3"] }, rung],
            "before it was true" => [breach with { DecidedAt = DueAt }, rung],
            "eleven seconds late" => [breach with { DecidedAt = DueAt.AddSeconds(11) }, rung],
            _ => [breach, rung],
        };

        var row = Assert.Single(Compared(stream).Rows);

        Assert.Equal((lost, doubled, unasked, early, late), (row.Lost, row.Doubled, row.Unasked, row.Early, row.Late));
        Assert.Equal(what == "as expected", row.IsAsExpected);
        Assert.Equal((1, 1, 1), (row.Runnings, row.Breaches, row.Rungs));
    }

    private static OwnFirings Compared(FacilityEvent[] stream)
    {
        var firings = new OwnFirings(TimeSpan.FromSeconds(10), DueAt.AddDays(30));
        firings.Compare(
            [Owed],
            [.. stream.Select((e, i) => new StoredEvent(i + 1, e.At, e.Kind, JsonSerializer.Serialize(e, FacilityJson.Default.FacilityEvent)))]);
        return firings;
    }
}
