using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Ledgers;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Revisions;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>
/// What a complaint does when it is asked something or woken: <c>(state, command, now) → events | refusal</c>.
/// </summary>
/// <remarks>
/// Whatever came due before now fires first, so no command can slip in front of a deadline that has already passed. While the
/// time is in doubt nothing fires; commands are carried out, but none that would undo what may be due.
/// </remarks>
public sealed class ComplaintRules(PolicyPack pack, WorkCalendar calendar)
{
    /// <summary>A pack whose steps keep firing at one instant is broken; this many is far beyond any ladder.</summary>
    private const int MostStepsAtOnce = 1_000;

    public Timetable Timetable(Complaint complaint) => WhenAComplaintBreaches.Of(complaint, pack, calendar);

    /// <summary>The pack that it reads from.</summary>
    public PolicyPack Pack => pack;

    /// <summary>Fires everything that is due, in order, once.</summary>
    /// <param name="complaint">The complaint.</param>
    /// <param name="now">When.</param>
    /// <param name="duty">Who is on duty: it decides who is told, never whether or when.</param>
    public Decision Wake(Complaint complaint, TimeReading now, DutyRoster? duty = null)
    {
        var decision = new DecisionBuilder(complaint, this, now);
        FireDue(decision, now, duty, isNews: false);
        return decision.Done();
    }

    /// <summary>Answers a command. What was due fires even when the command itself is refused.</summary>
    public Decision Decide(Complaint complaint, ComplaintCommand command, TimeReading now, DutyRoster? duty = null)
    {
        var decision = new DecisionBuilder(complaint, this, now);
        FireDue(decision, now, duty, isNews: false);

        // a command may not travel back before what is already known
        if (command.IfVersion is { } seen && seen != complaint.Version)
        {
            return decision.Refuse("version-changed", $"You saw version {seen}; it is now {complaint.Version}.");
        }

        var answer = Moves.Answer(decision.State, decision.Timetable, command, now.At, pack);
        if (answer.Refusal is { } no)
        {
            return decision.Refuse(no.Code, no.Message);
        }

        var before = decision.Timetable;
        decision.Add(answer.Event!);
        if (now.InDoubt && Undoes(answer.Event!, before, decision.Timetable, now.At))
        {
            return new DecisionBuilder(complaint, this, now).Refuse(
                "time-in-doubt", "The server's clock is in doubt, and a deadline may have passed that this would move.");
        }

        FireDue(decision, now, duty, isNews: true);
        return decision.Done();
    }

    /// <summary>
    /// Lets an open complaint follow a newer version of its policy. What came due before is fired under the old one; asked
    /// again it does nothing.
    /// </summary>
    public Decision Rederive(Complaint complaint, ComplaintRules next, PolicyVersion to, TimeReading now, DutyRoster? duty = null)
    {
        var decision = new DecisionBuilder(complaint, this, now);
        FireDue(decision, now, duty, isNews: false);
        var state = decision.State;
        if (now.InDoubt || !state.IsOpen || !PolicyOrder.Follows(to, state.Policy))
        {
            return decision.Done();
        }

        var revised = RevisionOfATimetable.Of(
            state, decision.Timetable, next.Timetable(state), to, calendar, next.Calendar, now.At);
        decision.Follow(next);
        decision.Add(revised);
        FireDue(decision, now, duty, isNews: true);
        return decision.Done();
    }

    /// <summary>How each clock of a timetable comes to its deadline, in its order.</summary>
    public ImmutableArray<Ledger> Ledgers(Complaint complaint, Timetable timetable) =>
        [.. timetable.Clocks.Select(run => LedgerOfAClock.Of(run, complaint, calendar))];

    /// <summary>What the same pack asks of a facility itself.</summary>
    public Facilities.FacilityRules OfFacilities { get; } = new(pack, calendar);

    private WorkCalendar Calendar => calendar;

    /// <summary>
    /// Whether a deadline that has passed, but may not fire yet, would be gone or another's after an event. A fulfilment that
    /// came too late does no such thing: its deadline stays and fires when the time is believed again.
    /// </summary>
    private static bool Undoes(ComplaintEvent happened, Timetable before, Timetable after, DateTimeOffset now) =>
        before.Steps.Any(due => due.Kind == StepKind.Breach && due.FiresAt <= now
            && (happened is Transferred || !after.Steps.Any(s =>
                s.Kind == StepKind.Breach && s.Clock == due.Clock && s.Epoch == due.Epoch && s.DueAt == due.DueAt)));

    private static void FireDue(DecisionBuilder decision, TimeReading now, DutyRoster? duty, bool isNews)
    {
        if (now.InDoubt)
        {
            return;
        }

        for (var fired = 0; fired < MostStepsAtOnce; fired++)
        {
            if (decision.Timetable.Steps.FirstOrDefault() is not { } step || step.FiresAt > now.At)
            {
                return;
            }

            decision.Add(decision.Rules.Fired(step, decision.State, now, duty, isNews));
        }

        throw new InvalidOperationException($"More than {MostStepsAtOnce} steps are due at once.");
    }

    private ComplaintEvent Fired(Step step, Complaint state, TimeReading now, DutyRoster? duty, bool isNews) => step.Kind switch
    {
        StepKind.Breach => new Breached(step.Clock, step.Epoch, step.Name, step.DueAt, now.At, step.Rungs)
        {
            At = step.DueAt,
            By = Actor.System,
            Telling = WhoIsTold.Of(step.Rungs, state, pack, duty, step.DueAt),
            LateBecause = WhyLate.Of(step.DueAt, now, isNews),
        },
        StepKind.Rung or StepKind.Climb => new Escalated(step.Clock, step.Epoch, step.Name, step.DueAt, now.At, step.Rungs)
        {
            At = step.DueAt,
            By = Actor.System,
            Telling = WhoIsTold.Of(
                step.Rungs, state, pack, duty, step.DueAt, step.Kind == StepKind.Climb ? pack.ClimbLimit(state.Grade) : null),
            LateBecause = WhyLate.Of(step.DueAt, now, isNews),
        },
        StepKind.Close => new Closed("silence") { At = step.DueAt, By = Actor.System },
        StepKind.Withdraw => new Withdrawn("not-completed") { At = step.DueAt, By = Actor.System },
    };
}
