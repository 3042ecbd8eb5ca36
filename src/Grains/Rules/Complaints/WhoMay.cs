namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Which role may ask what of a complaint.</summary>
internal static class WhoMay
{
    private const string Triage = "triage";

    /// <summary>
    /// Whoever may let a clock stand still: from outside the facility that owns the case. At the triage desk the operators
    /// are the facility.
    /// </summary>
    public static bool IsOutside(Actor by, Complaint c) =>
        IsElsewhere(by, c) && !(by.Role == Roles.Operator && c.Owner.Kind == Triage);

    /// <summary>A desk that is not the owning facility's.</summary>
    private static bool IsElsewhere(Actor by, Complaint c) =>
        by.Role is Roles.Operator or Roles.Supervisor or Roles.Inspectorate && by.Desk != c.Owner.Facility;

    /// <summary>Whether that actor may ask this at all; the state decides the rest.</summary>
    public static bool Ask(ComplaintCommand command, Complaint c)
    {
        var by = command.By;
        return command switch
        {
            // a case of the past is recorded as it was
            _ when c.Traits.Imported => true,

            // the watchdog files and ends its own
            Withdraw when c.Traits.Synthetic => by.Role == Roles.System,
            Reveal => true,
            Verify { Class: null, Category: null } or Assign or GradeAs or Acknowledge or Contact or Act or Answer or RequestCompletion
                or Resume => IsDesk(by, c),
            Verify => IsElsewhere(by, c),
            Hold or Extend => IsDesk(by, c),
            Reply => IsReporter(by) || IsDesk(by, c),
            Complete or Reopen or Appeal or Withdraw =>
                IsReporter(by) || by.Role is Roles.Operator or Roles.Supervisor or Roles.Inspectorate,
            Close => by.Role == Roles.Citizen || IsElsewhere(by, c),
            Transfer or Refer or Merge or Archive => IsElsewhere(by, c),
            Approve => IsOutside(by, c),
            _ => false,
        };
    }

    private static bool IsReporter(Actor by) => by.Role is Roles.Citizen or Roles.Gateway;

    /// <summary>Somebody who handles complaints; a manager those of the own facility.</summary>
    private static bool IsDesk(Actor by, Complaint c) => by.Role switch
    {
        Roles.Operator or Roles.Supervisor or Roles.Inspectorate => true,
        Roles.Manager => by.Desk is null || by.Desk == c.Owner.Facility,
        _ => false,
    };
}
