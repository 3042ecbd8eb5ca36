using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>Feed items as the tests tell them.</summary>
internal static class Items
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    public static FeedItem Registered(string facility, string region = "3601") => new()
    {
        At = Noon,
        Kind = "registered",
        Version = 1,
        Facility = facility,
        Region = region,
        Card = new FacilityCard("RSUD " + facility, "hospital", "C", "kabupaten"),
    };

    public static FeedItem Filed(string complaint, string facility = "F1", string region = "3601", int dueInMinutes = 60) =>
        new()
        {
            At = Noon,
            Kind = "filed",
            Complaint = complaint,
            Version = 1,
            Facility = facility,
            Region = region,
            Category = "waiting_time",
            Channel = "lapor",
            Grade = "red",
            FiledAt = Noon,
            Standing = Standing.Open,
            NextDueAt = Noon.AddMinutes(dueInMinutes),
            NextClock = "kwtk",
        };

    public static FeedItem Breached(FeedItem before) => before with
    {
        At = before.NextDueAt ?? Noon,
        Kind = "breached",
        Version = before.Version + 1,
        Clock = "kwtk",
        DueAt = before.NextDueAt,
        DecidedAt = before.NextDueAt,
        Was = before.Standing,
        Standing = Standing.Overdue,
        OverdueSince = before.NextDueAt,
        OverdueClock = "kwtk",
        AcknowledgedAt = null,
        AcknowledgedBy = null,
        NextDueAt = null,
        NextClock = null,
        FromFacility = null,
    };

    public static FeedItem Acknowledged(FeedItem before) => before with
    {
        Kind = "acknowledged",
        Version = before.Version + 1,
        Was = before.Standing,
        Standing = Standing.Handled,
        AcknowledgedAt = Noon.AddMinutes(90),
        AcknowledgedBy = "manager",
        FromFacility = null,
    };

    public static FeedItem Closed(FeedItem before) => before with
    {
        Kind = "closed",
        Version = before.Version + 1,
        Was = before.Standing,
        Standing = Standing.Closed,
        NextDueAt = null,
        NextClock = null,
        FromFacility = null,
    };

    public static FeedItem Reopened(FeedItem before) => before with
    {
        Kind = "reopened",
        Version = before.Version + 1,
        Was = Standing.Closed,
        Standing = Standing.Open,
        OverdueSince = null,
        OverdueClock = null,
        AcknowledgedAt = null,
        AcknowledgedBy = null,
        NextDueAt = Noon.AddMinutes(200),
        NextClock = "kwtk",
        FromFacility = null,
    };

    public static FeedItem Transferred(FeedItem before, string facility, string region) => before with
    {
        Kind = "transferred",
        Version = before.Version + 1,
        Was = before.Standing,
        Facility = facility,
        Region = region,
        FromFacility = before.Facility,
    };
}
