using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>What runs where no policy was given: each case's own deadline, set by an outside body, on a calendar that never rests.</summary>
public static class BuiltInPolicy
{
    public const string PackId = "external-only";
    public const string CalendarId = "utc";
    public const string Version = "1";

    /// <summary>The id of its only clock.</summary>
    public const string ClockId = "external";

    /// <summary>Around the clock, every day, in UTC.</summary>
    public static WorkCalendar Calendar { get; } = new(
        CalendarId,
        Version,
        new LocalText("UTC, 24 jam setiap hari", "UTC, around the clock"),
        "UTC",
        WeekPlan.AroundTheClock,
        [],
        HolidayTable.Never);

    /// <summary>One clock, from registration to closing; no ladder, any grade.</summary>
    public static PolicyPack Pack { get; } = new(
        PackId,
        Version,
        new LocalText("Hanya tenggat dari luar", "External deadlines only"),
        CalendarId,
        Grades: [],
        Rungs: [],
        [ExternalClock()],
        ImmutableDictionary<string, Ladder>.Empty,
        ImmutableDictionary<string, Limit>.Empty);

    private static ClockRule ExternalClock() => new(
        ClockId,
        new LocalText("Tenggat dari luar", "External deadline"),
        Milestone.Registered,
        Again: [],
        [Milestone.Closed],
        new LimitTable(
            LimitBy.Nothing,
            ImmutableDictionary<string, Limit>.Empty.Add(LimitTable.Only, new Limit.External())),
        Pausable: false,
        AppliesTo.Everything,
        Ladder: null,
        Expiry.Breach,
        "The deadline that an outside body set on the case.",
        Verification.Product,
        Active: true);
}
