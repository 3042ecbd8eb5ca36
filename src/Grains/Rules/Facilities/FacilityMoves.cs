using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>What becomes of a command: a fact, or a no with a code.</summary>
internal static class FacilityMoves
{
    /// <summary>What happened longer ago than this is not entered any more.</summary>
    private static readonly TimeSpan EnteredWithin = TimeSpan.FromDays(366);

    public static (FacilityEvent? Happened, Refusal? Refusal) Answer(
        Facility facility, FacilityTimetable timetable, FacilityCommand command, DateTimeOffset now, WorkCalendar calendar)
    {
        if (!WhoMayTell.Ask(command, facility.Id))
        {
            return (null, new Refusal("not-allowed", $"A {command.By.Role} does not tell this of the facility."));
        }

        if (facility.FollowsSince is null)
        {
            return (null, new Refusal("not-followed", "No pack asks anything of this facility."));
        }

        var refusal = Late(command, now) ?? Wrong(facility, timetable, command, now, calendar);
        return refusal is null ? (Happened(facility, command, now) with { By = command.By }, null) : (null, refusal);
    }

    private static FacilityEvent Happened(Facility facility, FacilityCommand command, DateTimeOffset now) => command switch
    {
        HoldWorkshop c => new WorkshopHeld(c.At ?? now) { At = now },
        Visit c => new Visited(c.At ?? now) { At = now },
        ReportVisit => new VisitReported { At = now },
        ReportNothing => new ZeroReported { At = now },
        ReportIndicator c => new SelfReported(c.Month, c.Complaints, c.InTime) { At = now },
        HoldForum c => new ForumHeld(c.At ?? now) { At = now },
        MakePromise c => new Promised(c.Promise, c.DueAt) { At = now },
        KeepPromise c => new PromiseKept(c.Promise) { At = now },
        ShowOfficer => new OfficerSeen(facility.Through, facility.OpenCases) { At = now },
        Review => new Reviewed { At = now },
        TellIncident c => new IncidentKnown(c.Incident, c.At ?? now) { At = now },
        Notify c => new Notified(c.Incident) { At = now },
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "unknown command"),
    };

    /// <summary>Nobody enters what is still to come, or what is long past.</summary>
    private static Refusal? Late(FacilityCommand command, DateTimeOffset now)
    {
        var at = command switch
        {
            HoldWorkshop c => c.At,
            Visit c => c.At,
            HoldForum c => c.At,
            TellIncident c => c.At,
            _ => null,
        };
        return at > now ? new Refusal("in-the-future", "That has not happened yet.")
            : now - at > EnteredWithin ? new Refusal("too-long-ago", $"What happened more than {EnteredWithin.TotalDays:0} days ago is not entered any more.")
            : null;
    }

    private static Refusal? Wrong(
        Facility facility, FacilityTimetable timetable, FacilityCommand command, DateTimeOffset now, WorkCalendar calendar) => command switch
        {
            ReportVisit when !timetable.Clocks.Any(c => c.StoppedAt is null && c.Rule.Start == FacilityMilestone.Visited) =>
                new Refusal("not-visited", "No visit waits for its report."),
            ReportIndicator c when !IsOver(c.Month, now, calendar) => new Refusal("month-not-over", $"{c.Month} is not over yet."),
            ReportIndicator c when facility.Reports.ContainsKey(c.Month) => new Refusal("already-reported", $"{c.Month} was reported."),
            MakePromise c when facility.Has(FacilityMilestone.Promised, c.Promise) =>
                new Refusal("promise-exists", $"There is a promise {c.Promise} already."),
            MakePromise c when c.DueAt <= now => new Refusal("deadline-passed", "A promise is for a moment that is still to come."),
            KeepPromise c when !facility.Has(FacilityMilestone.Promised, c.Promise) =>
                new Refusal("no-such-promise", $"There is no promise {c.Promise}."),
            KeepPromise c when facility.Has(FacilityMilestone.PromiseKept, c.Promise) =>
                new Refusal("already-kept", $"The promise {c.Promise} was kept."),
            TellIncident c when facility.Has(FacilityMilestone.IncidentKnown, c.Incident) =>
                new Refusal("incident-exists", $"There is an incident {c.Incident} already."),
            Notify c when !facility.Has(FacilityMilestone.IncidentKnown, c.Incident) =>
                new Refusal("no-such-incident", $"There is no incident {c.Incident}."),
            Notify c when facility.Has(FacilityMilestone.Notified, c.Incident) =>
                new Refusal("already-notified", $"Of {c.Incident} notice was given."),
            _ => null,
        };

    private static bool IsOver(string month, DateTimeOffset now, WorkCalendar calendar) =>
        Months.FirstDay(month) is { } first && calendar.InstantOf(first.PlusMonths(1).AtMidnight()) <= now;
}

/// <summary>Which role may tell what of a facility.</summary>
public static class WhoMayTell
{
    public static bool Ask(FacilityCommand command, string facility) => command switch
    {
        // who is visited does not say so itself
        HoldWorkshop or Visit => IsProvince(command.By),
        _ => IsProvince(command.By)
            || (command.By.Role == Roles.Manager && (command.By.Desk is null || command.By.Desk == facility)),
    };

    private static bool IsProvince(Actor by) => by.Role is Roles.Operator or Roles.Supervisor or Roles.Inspectorate;
}
