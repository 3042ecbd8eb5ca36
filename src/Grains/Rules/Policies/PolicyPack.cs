using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>
/// The promises of one administration as data: its clocks, their limits and who is told when. A complaint keeps the id
/// and version of the pack it was opened under.
/// </summary>
public sealed record PolicyPack(
    string Id,
    string Version,
    LocalText Title,
    string Calendar,
    ImmutableArray<string> Grades,
    ImmutableArray<Rung> Rungs,
    ImmutableArray<ClockRule> Clocks,
    ImmutableDictionary<string, Ladder> Ladders,
    ImmutableDictionary<string, Limit> ClimbUnacknowledgedAfter)
{
    /// <summary>What a facility itself owes.</summary>
    public ImmutableArray<Facilities.FacilityClockRule> FacilityClocks { get; init; } = [];

    /// <summary>What is found about a facility day by day, and who hears of it.</summary>
    public ImmutableArray<Facilities.AlarmRule> Alarms { get; init; } = [];

    /// <summary>The desks that rungs lead to; a pack without any names its rungs only.</summary>
    public ImmutableArray<Desk> Desks { get; init; } = [];

    /// <summary>By grade or <c>any</c>: the highest rung that want of acknowledgement alone may reach. Without one nothing climbs.</summary>
    public ImmutableDictionary<string, string> ClimbUpTo { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The desk of that id, if the pack declares it.</summary>
    public Desk? FindDesk(string id) => Desks.FirstOrDefault(desk => desk.Id == id);

    /// <summary>The clock of that id, active or not; none if the pack has none.</summary>
    public ClockRule? FindClock(string id) => Clocks.FirstOrDefault(clock => clock.Id == id);

    /// <summary>The rung of that id, if the pack declares it.</summary>
    public Rung? FindRung(string id) => Rungs.FirstOrDefault(rung => rung.Id == id);

    /// <summary>How far up a rung stands, from 0; -1 if the pack does not declare it.</summary>
    public int RungOrder(string id)
    {
        for (var i = 0; i < Rungs.Length; i++)
        {
            if (Rungs[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether cases may be given that grade; a pack that declares no grades takes any.</summary>
    public bool AcceptsGrade(string grade) => Grades.IsEmpty || Grades.Contains(grade);

    /// <summary>How long a told rung of a case may stay unacknowledged before the next one is told, if it climbs at all.</summary>
    public Limit? ClimbAfter(string? grade) =>
        (grade is null ? null : ClimbUnacknowledgedAfter.GetValueOrDefault(grade))
        ?? ClimbUnacknowledgedAfter.GetValueOrDefault(Ladder.Any);

    /// <summary>How far up, from 0, a case may climb for want of acknowledgement alone; -1: it does not.</summary>
    public int ClimbLimit(string? grade)
    {
        var id = (grade is null ? null : ClimbUpTo.GetValueOrDefault(grade)) ?? ClimbUpTo.GetValueOrDefault(Ladder.Any);
        return id is null ? -1 : RungOrder(id);
    }
}

/// <summary>A label in Indonesian and English.</summary>
public sealed record LocalText(string Id, string En);

/// <summary>One promise with its limit.</summary>
/// <param name="Id">Short stable id, as in <c>kwtk</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Start">The milestone that starts it.</param>
/// <param name="Again">The milestones that start it afresh as a new epoch.</param>
/// <param name="Stop">Any of these milestones stops it.</param>
/// <param name="Limits">How long it may take, by the trait of the case that decides it.</param>
/// <param name="Pausable">Whether an approved pause moves its deadline.</param>
/// <param name="AppliesTo">Which cases it runs for.</param>
/// <param name="Ladder">The ladder that tells people, if any.</param>
/// <param name="OnExpiry">What passing the deadline does.</param>
/// <param name="Basis">The legal source, or where the number was read.</param>
/// <param name="Verified">How far that source was verified.</param>
/// <param name="Active">False: carried with its source, not run.</param>
public sealed record ClockRule(
    string Id,
    LocalText Label,
    Milestone Start,
    ImmutableArray<Milestone> Again,
    ImmutableArray<Milestone> Stop,
    LimitTable Limits,
    bool Pausable,
    AppliesTo AppliesTo,
    string? Ladder,
    Expiry OnExpiry,
    string Basis,
    Verification Verified,
    bool Active)
{
    /// <summary>Milestones that end a running epoch and start a new one; where none runs they do nothing.</summary>
    public ImmutableArray<Milestone> Restart { get; init; } = [];

    /// <summary>The limit after an approved extension, if there can be one.</summary>
    public Limit? ExtendedTo { get; init; }

    /// <summary>Whose promise it is.</summary>
    public ClockOwner Owner { get; init; }

    /// <summary>Whether its breach offers the complainant a dossier for the Ombudsman.</summary>
    public bool OffersDossier { get; init; }

    /// <summary>Whether that milestone ends a running epoch; the end of the case ends every clock.</summary>
    public bool EndsAt(Milestone milestone) =>
        Stop.Contains(milestone)
        || Restart.Contains(milestone)
        || EndsTheCase(milestone);

    /// <summary>Whether the case is over with that milestone.</summary>
    public static bool EndsTheCase(Milestone milestone) =>
        milestone is Milestone.Closed or Milestone.Withdrawn or Milestone.Archived or Milestone.Referred;
}

/// <summary>Whose promise a clock is.</summary>
public enum ClockOwner
{
    Facility,
    Province,
}

/// <summary>What passing a deadline does.</summary>
public enum Expiry
{
    /// <summary>It is a breach of the promise.</summary>
    Breach,

    /// <summary>The reporter stayed silent: the case closes.</summary>
    Close,

    /// <summary>The reporter did not complete the file: the case counts as withdrawn.</summary>
    Withdraw,
}

/// <summary>How far the source of a number was read.</summary>
public enum Verification
{
    Law,
    Secondary,
    Practice,
    Product,
}

/// <summary>The limit of a clock, or one for each value of the trait it depends on.</summary>
public sealed record LimitTable(LimitBy By, ImmutableDictionary<string, Limit> Rows)
{
    /// <summary>The key of the only row of a limit that depends on nothing.</summary>
    public const string Only = "";

    /// <summary>The row key for a case that has no grade yet.</summary>
    public const string Ungraded = "ungraded";

    /// <summary>The row key for a case that has no class yet.</summary>
    public const string Unclassified = "unclassified";
}

/// <summary>The trait of a case that decides a limit.</summary>
public enum LimitBy
{
    Nothing,
    Grade,
    Class,
    Category,
}

/// <summary>Which cases a clock runs for; an empty list asks nothing.</summary>
public sealed record AppliesTo(
    ImmutableArray<string> Kinds,
    ImmutableArray<string> Channels,
    ImmutableArray<string> Categories,
    ImmutableArray<string> Classes,
    ImmutableArray<string> Grades,
    ImmutableArray<string> Owners,
    bool? Whistleblower)
{
    public static AppliesTo Everything { get; } = new([], [], [], [], [], [], null);

    /// <summary>Whether it runs for cases that lie at the triage desk, and only for the time they lie there.</summary>
    public bool IsTheTriageDesks => Kinds is [Owner.TriageKind];

    /// <summary>Classes it does not run for; a case without a class is none of them.</summary>
    public ImmutableArray<string> ExceptClasses { get; init; } = [];

    /// <summary>Owners of a facility it does not run for.</summary>
    public ImmutableArray<string> ExceptOwners { get; init; } = [];
}

/// <summary>Who is told when, for each grade; the row <c>any</c> serves grades that have none.</summary>
public sealed record Ladder(string Id, ImmutableDictionary<string, ImmutableArray<LadderStep>> Rows)
{
    public const string Any = "any";
}

/// <summary>One appointment of a ladder.</summary>
/// <param name="When">The point of the clock it hangs on.</param>
/// <param name="Fraction">For <see cref="LadderPoint.Fraction"/>: the part of the limit, between 0 and 1.</param>
/// <param name="Plus">For <see cref="LadderPoint.Breach"/>: how long after it, if not at once.</param>
/// <param name="Rungs">Who is told.</param>
public sealed record LadderStep(LadderPoint When, double Fraction, Limit? Plus, ImmutableArray<string> Rungs)
{
    /// <summary>Its name within a row: <c>open</c>, <c>50%</c>, <c>breach+12h</c>. What has fired is known by it.</summary>
    public string Name => When switch
    {
        LadderPoint.Open => "open",
        LadderPoint.Fraction => string.Create(CultureInfo.InvariantCulture, $"{Fraction * 100:0.##}%"),
        LadderPoint.Breach => "breach+" + Words(Plus),
    };

    private static string Words(Limit? limit) => limit switch
    {
        Limit.Elapsed e => string.Create(CultureInfo.InvariantCulture, $"{e.Within.TotalHours:0.##}h"),
        Limit.CalendarDays d => string.Create(CultureInfo.InvariantCulture, $"{d.Days}d"),
        Limit.WorkingDays d => string.Create(CultureInfo.InvariantCulture, $"{d.Days}wd"),
        Limit.WorkingHours h => string.Create(CultureInfo.InvariantCulture, $"{h.Within.TotalHours:0.##}wh"),
        _ => "0",
    };
}

/// <summary>The points of a clock at which a ladder can act.</summary>
public enum LadderPoint
{
    Open,
    Fraction,
    Breach,
}
