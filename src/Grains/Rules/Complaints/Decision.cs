using System.Collections.Immutable;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>
/// What a rule decided. The order is an obligation: persist <see cref="Events"/> first; only when they are durable
/// become <see cref="After"/>, answer, arm for the timetable and tell anybody.
/// </summary>
/// <param name="Events">What happened, each with the state and timetable it led to.</param>
/// <param name="Refusal">The no to the command, if any; the events stand all the same.</param>
/// <param name="After">The state after all events.</param>
/// <param name="Timetable">The timetable of <see cref="After"/>.</param>
public sealed record Decision(
    ImmutableArray<Decided> Events, Refusal? Refusal, Complaint After, Timetable Timetable);

/// <summary>One event with the state and timetable before and after it.</summary>
public sealed record Decided(
    ComplaintEvent Event, Complaint Before, Timetable TimetableBefore, Complaint After, Timetable Timetable);

/// <summary>Collects the events of one decision, folding as it goes.</summary>
internal sealed class DecisionBuilder(Complaint state, ComplaintRules rules, TimeReading now)
{
    private ComplaintRules _rules = rules;

    /// <summary>The rules that hold now.</summary>
    public ComplaintRules Rules => _rules;

    private readonly ImmutableArray<Decided>.Builder _events = ImmutableArray.CreateBuilder<Decided>();

    public Complaint State { get; private set; } = state;

    public Timetable Timetable { get; private set; } =
        state.Version == 0 ? Timetable.Empty : rules.Timetable(state);

    public void Add(ComplaintEvent happened)
    {
        happened = now.InDoubt ? happened with { WallAt = now.WallAt } : happened;
        var after = State.After(happened);
        var timetable = _rules.Timetable(after);
        _events.Add(new Decided(happened, State, Timetable, after, timetable));
        (State, Timetable) = (after, timetable);
    }

    /// <summary>From now on other rules hold.</summary>
    public void Follow(ComplaintRules next) => _rules = next;

    public Decision Done() => new(_events.ToImmutable(), null, State, Timetable);

    public Decision Refuse(string code, string message) => Done() with { Refusal = new Refusal(code, message) };
}
