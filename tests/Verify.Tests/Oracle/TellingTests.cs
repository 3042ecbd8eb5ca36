using System.Text.Json;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Who was told is judged as when it was told is.</summary>
public class TellingTests
{
    private const string Duty = """
        {"id":"d","version":"1","timeZone":"Asia/Jakarta","desks":[{"desk":"ward@3671-h-001","holders":[{"holder":"officer:ward"}]},{"desk":"head@3671-h-001","holders":[]}]}
        """;

    private static readonly TwoReadings Banten = TwoReadings.Banten.With(Duty);
    private static readonly DateTimeOffset FiledAt = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    private static List<string> Life()
    {
        var filing = new FileComplaint
        {
            By = new Actor("gateway", "SMS"),
            Owner = new Owner("3671-h-001", "3671", "hospital", "B", "pemkot"),
            Traits = new CaseTraits { Channel = "SMS" },
            Grade = "red",
            Policy = Banten.Version,
        };
        var filed = Banten.Rules.Decide(Complaint.None, filing, FiledAt, Banten.Duty);
        var woken = Banten.Rules.Wake(filed.After, FiledAt.AddHours(3), Banten.Duty);
        return [.. filed.Events.Concat(woken.Events).Select(e => JsonSerializer.Serialize(e.Event, ComplaintJson.Default.ComplaintEvent))];
    }

    [Fact]
    public void A_faithful_telling_has_nothing_against_it() => Assert.Empty(Judge(Life()));

    [Theory]
    [InlineData("officer:ward", "officer:other")]
    [InlineData("\"why\":\"empty\"", "\"why\":\"sealed\"")]
    [InlineData("health-office@3671", "health-office@3601")]
    [InlineData("\"version\":\"1\"", "\"version\":\"2\"")]
    [InlineData(",\"telling\":{", ",\"tolling\":{")]
    public void Another_holder_reason_desk_or_roster_than_the_documents_say_is_found(string said, string changed)
    {
        var bodies = Life();
        var at = bodies.FindIndex(body => body.Contains("telling", StringComparison.Ordinal) && body.Contains(said, StringComparison.Ordinal));
        bodies[at] = bodies[at].Replace(said, changed, StringComparison.Ordinal);

        Assert.Contains(Judge(bodies), difference => difference.Kind == DifferenceKind.WrongTelling && difference.Seq == at + 1);
    }

    [Fact]
    public void A_climb_that_never_fired_is_missing_and_one_that_fired_after_an_acknowledgement_was_not_asked_for()
    {
        var bodies = Life();
        var climb = bodies.FindIndex(body => body.Contains("\\u003E", StringComparison.Ordinal));
        var without = bodies.Where((_, index) => index != climb).ToList();
        var acknowledged = bodies.ToList();
        acknowledged.Insert(climb, """{"kind":"acknowledged","at":"2026-05-04T02:29:00Z","by":{"role":"manager"}}""");

        Assert.Contains(Judge(without), d => d.Kind == DifferenceKind.OutOfOrder && d.Detail.Contains("Climb", StringComparison.Ordinal));
        Assert.Contains(Judge(acknowledged), d => d.Kind == DifferenceKind.Unasked);
    }

    private static System.Collections.Immutable.ImmutableArray<Difference> Judge(List<string> bodies) => WhatShouldHaveFired.Judge(
        CaseHistory.Read(bodies), Banten.Oracle, FiledAt.AddHours(3), TimeSpan.MaxValue, Banten.Find, Banten.DutyOf).Differences;
}
