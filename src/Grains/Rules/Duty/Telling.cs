using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Duty;

/// <summary>Who was told, who was passed over and why, and which duty roster said who was there.</summary>
/// <param name="Told">The rungs that were told, lowest first.</param>
/// <param name="Passed">The rungs that were passed over, lowest first.</param>
/// <param name="Duty">The roster in force; null: there was none, and each desk held itself.</param>
public sealed record Telling(ImmutableArray<ToldRung> Told, ImmutableArray<PassedRung> Passed, DutyVersion? Duty);

/// <summary>A rung that was told.</summary>
/// <param name="Rung">Its id.</param>
/// <param name="Desk">The desk that it is for this facility.</param>
/// <param name="Holders">Who held it: pseudonyms, or the desk itself where no roster lists it.</param>
public sealed record ToldRung(string Rung, string Desk, ImmutableArray<string> Holders);

/// <summary>A rung that was passed over; whoever is next above was told instead.</summary>
/// <param name="Rung">Its id.</param>
/// <param name="Why">One of <see cref="PassedOver"/>.</param>
public sealed record PassedRung(string Rung, string Why);

/// <summary>Why a rung is passed over.</summary>
public static class PassedOver
{
    /// <summary>The roster says that nobody is there.</summary>
    public const string Empty = "empty";

    /// <summary>Whoever holds it is named in the complaint.</summary>
    public const string Accused = "accused";

    /// <summary>The case lives with the inspectorate alone.</summary>
    public const string Sealed = "sealed";

    /// <summary>The policy has no desk there for such a facility.</summary>
    public const string NoDesk = "no-desk";
}
