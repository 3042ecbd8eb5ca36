using System.Collections.Immutable;
using Monitoring.Grains.Feed;
using Monitoring.Silo.Demo.Drill;

namespace Monitoring.Silo.Tests.Drill;

public sealed class FindingsTests
{
    private static readonly DateTimeOffset On = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Off = On + TimeSpan.FromSeconds(40);

    [Fact]
    public void The_latest_is_measured_from_its_deadline()
    {
        var found = Of([Breach("a", 10, 10.2), Breach("b", 12, 41.5), Breach("c", 38, 42)], ("a", 10), ("b", 12), ("c", 38));

        Assert.Equal(new Findings(0, 3, 2, TimeSpan.FromSeconds(29.5), 0, 0), found);
    }

    [Fact]
    public void A_deadline_that_passed_and_stands_nowhere_is_missing() =>
        Assert.Equal(1, Of([Breach("a", 10, 11)], ("a", 10), ("b", 12)).Missing);

    [Fact]
    public void A_deadline_after_the_end_is_not_missed_yet() => Assert.Equal(0, Of([], ("a", 41)).Missing);

    [Fact]
    public void A_breach_of_another_deadline_of_the_case_does_not_count_for_it() =>
        Assert.Equal(1, Of([Breach("a", 9, 9)], ("a", 10)).Missing);

    [Fact]
    public void A_deadline_that_was_noticed_twice_is_doubled_and_counts_once()
    {
        var found = Of([Breach("a", 10, 30), Breach("a", 10, 11)], ("a", 10));

        Assert.Equal((1, 1, TimeSpan.FromSeconds(1)), (found.Breaches, found.Doubled, found.Latest));
    }

    [Fact]
    public void Deadlines_outside_the_fault_are_none_of_its() =>
        Assert.Equal(0, Of([Breach("a", -1, 5), Breach("b", 41, 45)]).Breaches);

    [Fact]
    public void Sums_keep_the_latest_of_all() =>
        Assert.Equal(
            new Findings(1, 5, 3, TimeSpan.FromSeconds(9), 2, 1),
            new Findings(1, 2, 1, TimeSpan.FromSeconds(4), 2, 0) + new Findings(0, 3, 2, TimeSpan.FromSeconds(9), 0, 1));

    private static Findings Of(ImmutableArray<FeedItem> breaches, params (string Complaint, double DueAt)[] cases) =>
        Findings.Of(breaches, On, Off, [.. cases.Select(c => new DrillCase(c.Complaint, On + TimeSpan.FromSeconds(c.DueAt)))]);

    private static FeedItem Breach(string complaint, double dueAt, double decidedAt) => new()
    {
        At = On,
        Kind = "breached",
        Facility = "f",
        Region = "r",
        Complaint = complaint,
        Clock = "external",
        DueAt = On + TimeSpan.FromSeconds(dueAt),
        DecidedAt = On + TimeSpan.FromSeconds(decidedAt),
    };
}
