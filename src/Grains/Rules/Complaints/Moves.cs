using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The published graph: which verb is allowed where, and the event it leads to.</summary>
internal static class Moves
{
    /// <summary>Verbs that a complaint on hold, or a duplicate, does not take.</summary>
    private static bool WaitsForNothing(ComplaintCommand command) =>
        command is not (Verify or Assign or Transfer or Refer or Merge or Hold or Close);

    public static Move Answer(Complaint c, Timetable timetable, ComplaintCommand command, DateTimeOffset now, PolicyPack pack) =>
        command switch
        {
            FileComplaint file => File(c, file, now, pack),
            _ when c.Version == 0 => Move.No("not-found", "There is no such complaint."),
            _ when !WhoMay.Ask(command, c) => Move.No("not-allowed", $"A {command.By.Role} may not do that to this complaint."),
            Reveal reveal => new Revealed(reveal.Text, reveal.Reason) { At = now, By = command.By },
            Reopen reopen => Reopen(c, reopen, now),
            Appeal appeal => SideExits.Appeal(c, appeal, now),
            _ when !c.IsOpen => Move.No("not-open", "The complaint is over; reopen it first."),
            _ when c.Status == ComplaintStatus.OnHold && !WaitsForNothing(command) =>
                Move.No("on-hold", "The complaint is on hold; resume it first."),
            _ when c.Status == ComplaintStatus.Duplicate && (!WaitsForNothing(command) || command is Archive) =>
                Move.No("is-duplicate", "The complaint is a duplicate: its reporter is answered, the rest is the other case's."),
            Verify verify => MarkVerified(c, verify, now, pack),
            GradeAs grade => Grading.Grade(c, grade, now, pack),
            Assign assign => c.Status == ComplaintStatus.Received
                ? Move.No("not-verified", "Verify the complaint before it is assigned.")
                : new Assigned(assign.Unit) { At = now, By = command.By },
            Acknowledge acknowledge => Acknowledge(c, acknowledge, now),
            Contact => new Contacted { At = now, By = command.By },
            Act => new Acted { At = now, By = command.By },
            Rules.Complaints.Answer => c.UnderAppeal && command.By.Role == Roles.Manager
                ? Move.No("appeal-is-the-provinces", "The complaint is under appeal: the province answers it.")
                : new Answered { At = now, By = command.By },
            Reply => new Replied { At = now, By = command.By },
            RequestCompletion => new CompletionRequested { At = now, By = command.By },
            Complete => new Completed { At = now, By = command.By },
            Hold hold => TwoPeople.Hold(c, hold, now),
            Resume => c.RunningPause is null
                ? Move.No("not-on-hold", "The complaint is not on hold.")
                : new Resumed { At = now, By = command.By },
            Extend extend => TwoPeople.Extend(c, timetable, extend, now),
            Approve approve => TwoPeople.Approve(c, timetable, approve, now, pack),
            Transfer transfer => SideExits.Transfer(c, transfer, now),
            Refer refer => SideExits.Refer(c, refer, now),
            Merge merge => SideExits.Merge(c, merge, now),
            Archive archive => SideExits.Archive(c, archive, now),
            Close close => TwoPeople.Close(c, close, now),
            Withdraw withdraw => new Withdrawn(withdraw.Reason) { At = now, By = command.By },
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "unknown command"),
        };

    /// <summary>
    /// Class and category decide which promises run. What is gravest keeps them, or one person could take from it what takes two
    /// to lower.
    /// </summary>
    private static Move MarkVerified(Complaint c, Verify verify, DateTimeOffset now, PolicyPack pack)
    {
        if (c.Status != ComplaintStatus.Received)
        {
            return Move.No("already-verified", "The complaint was verified before.");
        }

        var changes = (verify.Class ?? c.Traits.Class) != c.Traits.Class || (verify.Category ?? c.Traits.Category) != c.Traits.Category;
        return changes && !c.Traits.Imported && c.Grade is not null && pack.Grades is [var gravest, ..] && c.Grade == gravest
            ? Move.No("gravest-grade", "A complaint of the gravest grade keeps its class and category; lower the grade first, which takes two.")
            : new Verified { At = now, By = verify.By, Class = verify.Class, Category = verify.Category };
    }

    private static Move File(Complaint c, FileComplaint file, DateTimeOffset now, PolicyPack pack)
    {
        if (c.Version > 0)
        {
            return Move.No("already-filed", "A complaint with this id exists.");
        }

        if (file.Grade is not null && Grading.UnknownGrade(file.Grade, pack) is { } no)
        {
            return no;
        }

        // conveyed cannot be later than registered; the door refuses it, the rule does not rely on that
        var conveyedAt = file.ConveyedAt is { } said && said < now ? said : now;
        return new Filed(file.Owner, file.Traits, file.Grade, conveyedAt, file.IncidentAt, file.Policy)
        {
            At = now,
            By = file.By,
        };
    }

    private static Move Acknowledge(Complaint c, Acknowledge acknowledge, DateTimeOffset now)
    {
        if (c.Breaches.All(b => b.AcknowledgedAt is not null) && c.AcknowledgedAt is not null && c.Tellings.IsEmpty)
        {
            return Move.No("already-acknowledged", $"It was acknowledged by {c.AcknowledgedBy}.");
        }

        return acknowledge.PromisedAt <= now
            ? Move.No("promise-passed", "An answer can only be promised for later.")
            : new Acknowledged(acknowledge.PromisedAt ?? now + acknowledge.AnswerWithin)
            {
                At = now,
                By = acknowledge.By,
                Owner = acknowledge.Owner,
            };
    }

    private static Move Reopen(Complaint c, Reopen reopen, DateTimeOffset now) =>
        c.IsAnswered || c.Status is ComplaintStatus.Closed or ComplaintStatus.Archived or ComplaintStatus.NotOurs or ComplaintStatus.Duplicate
            ? new Reopened(reopen.Reason) { At = now, By = reopen.By }
            : Move.No("not-closed", "Only what was answered, closed, archived, passed on or merged can be reopened.");
}

/// <summary>The event a verb leads to, or a refusal.</summary>
internal readonly record struct Move(ComplaintEvent? Event, Refusal? Refusal)
{
    public static implicit operator Move(ComplaintEvent happened) => new(happened, null);

    public static Move No(string code, string message) => new(null, new Refusal(code, message));
}
