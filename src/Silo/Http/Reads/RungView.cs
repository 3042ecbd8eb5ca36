using System.Collections.Immutable;

namespace Monitoring.Silo.Http.Reads;

/// <summary>
/// One rung of a complaint's ladder: who was told through it, when it was passed over and why, and whom it leads to now.
/// </summary>
internal sealed record RungView(string Rung, Words Label)
{
    /// <summary>The desk that it is for this facility; absent where the policy has none there.</summary>
    public string? Desk { get; init; }

    /// <summary>Whom a step that comes would tell; absent once the case is closed.</summary>
    public ImmutableArray<string>? Holders { get; init; }

    /// <summary>Whether they stand in for who is not there.</summary>
    public bool? StandIn { get; init; }

    /// <summary>Why a step that comes would pass it over: <c>empty, accused, sealed</c> or <c>no-desk</c>.</summary>
    public string? PassedNow { get; init; }

    /// <summary>It is no desk: the complainant is offered it, and nobody is told.</summary>
    public bool? Offered { get; init; }

    /// <summary>Of all that were told and are not acknowledged it is the highest: it has to acknowledge.</summary>
    public bool? Awaited { get; init; }

    /// <summary>Who was told, earliest first.</summary>
    public ImmutableArray<ToldView> Told { get; init; } = [];

    /// <summary>When it was passed over, earliest first.</summary>
    public ImmutableArray<PassedView> Passed { get; init; } = [];
}

/// <summary>A telling.</summary>
/// <param name="At">The instant of the step that told.</param>
/// <param name="DecidedAt">When it was told indeed, where that was noticed late; absent: at once.</param>
/// <param name="Clock">The promise that it is about.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="Step">The step: <c>red:open</c>, <c>breach</c>, or, of a climb, <c>red:open&gt;R3</c>.</param>
/// <param name="Desk">The desk as it was then.</param>
/// <param name="Holders">Who held it: pseudonyms, or the desk itself where no roster listed it.</param>
/// <param name="StandIn">Whether they stood in for who was not there.</param>
internal sealed record ToldView(
    DateTimeOffset At, DateTimeOffset? DecidedAt, string Clock, int Epoch, string Step, string Desk, ImmutableArray<string> Holders, bool? StandIn);

/// <summary>A telling that passed a rung over; the next one up was told instead.</summary>
/// <param name="At">The instant of the step that asked for it.</param>
/// <param name="DecidedAt">When it was passed over indeed, where that was noticed late; absent: at once.</param>
/// <param name="Clock">The promise that it is about.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="Step">The step.</param>
/// <param name="Why"><c>empty, accused, sealed</c> or <c>no-desk</c>.</param>
internal sealed record PassedView(DateTimeOffset At, DateTimeOffset? DecidedAt, string Clock, int Epoch, string Step, string Why);
