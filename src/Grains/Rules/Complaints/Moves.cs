using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The published graph: which verb is allowed where, and the event it leads to.</summary>
internal static class Moves
{
    public static Move Answer(Complaint c, ComplaintCommand command, DateTimeOffset now, PolicyPack pack) => command switch
    {
        FileComplaint file => File(c, file, now, pack),
        _ when c.Version == 0 => Move.No("not-found", "There is no such complaint."),
        Reveal reveal => new Revealed(reveal.Text, reveal.Reason) { At = now, By = command.By },
        Reopen reopen => Reopen(c, reopen, now),
        _ when !c.IsOpen => Move.No("not-open", "The complaint is over; reopen it first."),
        Verify => c.Status == ComplaintStatus.Received
            ? new Verified { At = now, By = command.By }
            : Move.No("already-verified", "The complaint was verified before."),
        GradeAs grade => Grade(c, grade, now, pack),
        Assign assign => c.Status == ComplaintStatus.Received
            ? Move.No("not-verified", "Verify the complaint before it is assigned.")
            : new Assigned(assign.Unit) { At = now, By = command.By },
        Acknowledge acknowledge => Acknowledge(c, acknowledge, now),
        Contact => new Contacted { At = now, By = command.By },
        Act => new Acted { At = now, By = command.By },
        Rules.Complaints.Answer => new Answered { At = now, By = command.By },
        Reply => new Replied { At = now, By = command.By },
        RequestCompletion => new CompletionRequested { At = now, By = command.By },
        Complete => new Completed { At = now, By = command.By },
        Transfer transfer => transfer.To.Facility == c.Owner.Facility
            ? Move.No("same-facility", "The complaint is already with that facility.")
            : new Transferred(c.Owner, transfer.To) { At = now, By = command.By },
        Close close => Close(c, close, now),
        Withdraw withdraw => new Withdrawn(withdraw.Reason) { At = now, By = command.By },
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "unknown command"),
    };

    private static Move File(Complaint c, FileComplaint file, DateTimeOffset now, PolicyPack pack)
    {
        if (c.Version > 0)
        {
            return Move.No("already-filed", "A complaint with this id exists.");
        }

        if (file.Grade is not null && UnknownGrade(file.Grade, pack) is { } no)
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

    private static Move Grade(Complaint c, GradeAs grade, DateTimeOffset now, PolicyPack pack)
    {
        if (UnknownGrade(grade.Grade, pack) is { } no)
        {
            return no;
        }

        return grade.Grade == c.Grade
            ? Move.No("same-grade", "The complaint already has that grade.")
            : new Graded(grade.Grade) { At = now, By = grade.By };
    }

    private static Move? UnknownGrade(string grade, PolicyPack pack) =>
        pack.Grades.IsEmpty || pack.Grades.Contains(grade)
            ? (Move?)null
            : Move.No("unknown-grade", $"The policy knows the grades {string.Join(", ", pack.Grades)}.");

    private static Move Acknowledge(Complaint c, Acknowledge acknowledge, DateTimeOffset now)
    {
        if (c.Breaches.All(b => b.AcknowledgedAt is not null) && c.AcknowledgedAt is not null)
        {
            return Move.No("already-acknowledged", $"It was acknowledged by {c.AcknowledgedBy}.");
        }

        return new Acknowledged(now + acknowledge.AnswerWithin) { At = now, By = acknowledge.By };
    }

    private static Move Close(Complaint c, Close close, DateTimeOffset now)
    {
        var mayClose = c.Status == ComplaintStatus.Answered || c.Traits.Imported;
        return mayClose
            ? new Closed(close.Reason) { At = now, By = close.By }
            : Move.No("not-answered", "A complaint closes only after an answer and a recorded action.");
    }

    private static Move Reopen(Complaint c, Reopen reopen, DateTimeOffset now) =>
        c.Status is ComplaintStatus.Closed or ComplaintStatus.Answered
            ? new Reopened(reopen.Reason) { At = now, By = reopen.By }
            : Move.No("not-closed", "Only an answered or closed complaint can be reopened.");
}

/// <summary>The event a verb leads to, or a refusal.</summary>
internal readonly record struct Move(ComplaintEvent? Event, Refusal? Refusal)
{
    public static implicit operator Move(ComplaintEvent happened) => new(happened, null);

    public static Move No(string code, string message) => new(null, new Refusal(code, message));
}
