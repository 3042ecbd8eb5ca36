using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>What takes a second person: asked by one, done when another desk from outside the facility approves.</summary>
internal static class TwoPeople
{
    public static Move Ask(
        Complaint c, string what, string reason, Actor by, DateTimeOffset now, string? grade = null, ClockRun? run = null) =>
        c.FindRequest(what) is null
            ? new Asked(what, reason) { At = now, By = by, Grade = grade, Clock = run?.Rule.Id, Epoch = run?.Epoch }
            : Move.No("already-asked", "That was asked before and is neither approved nor declined.");

    public static Move Hold(Complaint c, Hold hold, DateTimeOffset now)
    {
        if (CannotBeHeld(c) is { } no)
        {
            return no;
        }

        return Alone(hold.By, c)
            ? new Held(hold.Reason, hold.By) { At = now, By = hold.By }
            : Ask(c, RequestKinds.Hold, hold.Reason, hold.By, now);
    }

    public static Move Extend(Complaint c, Timetable timetable, Extend extend, DateTimeOffset now)
    {
        // the last running of the clock: an earlier one that runs still was not asked about
        var run = timetable.Clocks.LastOrDefault(r => r.Rule.Id == extend.Clock);
        if (CannotBeExtended(c, run, now) is { } no)
        {
            return no;
        }

        return Alone(extend.By, c)
            ? new Extended(run!.Rule.Id, run.Epoch, extend.Reason, extend.By) { At = now, By = extend.By }
            : Ask(c, RequestKinds.Extend, extend.Reason, extend.By, now, run: run);
    }

    /// <summary>A case that is sealed is not closed by one person.</summary>
    public static Move Close(Complaint c, Close close, DateTimeOffset now)
    {
        if (CannotBeClosed(c) is { } no)
        {
            return no;
        }

        return c.Traits.Sealed && !c.Traits.Imported
            ? Ask(c, RequestKinds.Close, close.Reason, close.By, now)
            : new Closed(close.Reason) { At = now, By = close.By };
    }

    public static Move Approve(Complaint c, Timetable timetable, Approve approve, DateTimeOffset now, PolicyPack pack)
    {
        if (approve.What is null && c.Requests.Length > 1)
        {
            return Move.No("which-request", $"Several things are asked: {string.Join(", ", c.Requests.Select(r => r.What))}.");
        }

        var request = approve.What is { } what ? c.FindRequest(what) : c.Requests.FirstOrDefault();
        if (request is null)
        {
            return Move.No("nothing-asked", "Nothing of that kind waits for a second person.");
        }

        if (request.By == approve.By)
        {
            return Move.No("same-desk", "Who asked cannot be who approves.");
        }

        if (!approve.Decline)
        {
            return Approved(c, timetable, request, approve.By, now, pack);
        }

        return approve.Reason is { } reason
            ? new Declined(request.What, reason) { At = now, By = approve.By }
            : Move.No("reason-missing", "Declining needs a reason.");
    }

    private static Move Approved(
        Complaint c, Timetable timetable, Request request, Actor by, DateTimeOffset now, PolicyPack pack)
    {
        switch (request.What)
        {
            case RequestKinds.Hold:
                return CannotBeHeld(c) ?? new Held(request.Reason, request.By) { At = now, By = by };
            case RequestKinds.Close:
                return CannotBeClosed(c) ?? new Closed(request.Reason) { At = now, By = by, AskedBy = request.By };
            case RequestKinds.Grade when Grading.UnknownGrade(request.Grade!, pack) is { } no:
                return no;
            case RequestKinds.Grade:
                return request.Grade == c.Grade
                    ? Move.No("same-grade", "The complaint already has that grade.")
                    : new Graded(request.Grade!) { At = now, By = by, Reason = request.Reason, AskedBy = request.By };
            default:
                var run = timetable.Clocks.FirstOrDefault(r => r.Rule.Id == request.Clock && r.Epoch == request.Epoch);
                return CannotBeExtended(c, run, now)
                    ?? new Extended(request.Clock!, request.Epoch!.Value, request.Reason, request.By) { At = now, By = by };
        }
    }

    /// <summary>Somebody from outside needs nobody else; of the past everything is recorded as it was.</summary>
    private static bool Alone(Actor by, Complaint c) => c.Traits.Imported || WhoMay.IsOutside(by, c);

    private static Move? CannotBeHeld(Complaint c) => c.Status switch
    {
        ComplaintStatus.OnHold => Move.No("on-hold", "The complaint is on hold."),
        ComplaintStatus.Answered or ComplaintStatus.AwaitingReporter =>
            Move.No("already-answered", "The complaint was answered; there is nothing to hold."),
        ComplaintStatus.Duplicate => Move.No("is-duplicate", "The complaint is a duplicate; there is nothing to hold."),
        _ => (Move?)null,
    };

    private static Move? CannotBeExtended(Complaint c, ClockRun? run, DateTimeOffset now) => run switch
    {
        null or { StoppedAt: not null } or { Rule.ExtendedTo: null } or { Limit: null } =>
            Move.No("not-extendable", "No such clock runs, or the policy has no extension for it."),
        _ when c.Extensions.Any(e => e.Clock == run.Rule.Id && e.Epoch == run.Epoch) =>
            Move.No("already-extended", "The clock was extended before."),
        { Fixed: true } => Move.No("not-extendable", "That deadline is fixed."),
        { Breach: not null } => Move.No("deadline-passed", "A deadline that has passed does not move."),
        { DueAt: { } dueAt } when dueAt <= now => Move.No("deadline-passed", "A deadline that has passed does not move."),
        _ => (Move?)null,
    };

    private static Move? CannotBeClosed(Complaint c)
    {
        if (c.Traits.Imported || c.IsAnswered)
        {
            return null;
        }

        return c.Status == ComplaintStatus.OnHold
            ? Move.No("on-hold", "The complaint is on hold; resume it first.")
            : Move.No("not-answered", "A complaint closes only after an answer and a recorded action.");
    }
}
