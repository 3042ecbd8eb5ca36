using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>A step of the ladder: a desk that can be told.</summary>
/// <param name="Id">Short stable id, as in <c>R3</c>.</param>
/// <param name="Label">What people call it.</param>
public sealed record Rung(string Id, LocalText Label)
{
    /// <summary>Which desk it is, for which facilities; the first row that takes a facility counts.</summary>
    public ImmutableArray<DeskRow> Desks { get; init; } = [];

    /// <summary>Who has to be accused for this rung's holder to be the accused: <c>head</c>. It is then passed over.</summary>
    public string? Accused { get; init; }

    /// <summary>Whether it may be told of a case that lives with the inspectorate alone.</summary>
    public bool Sealed { get; init; }

    /// <summary>Nobody's desk, but something offered to the complainant: nothing climbs to it, or passes on to it.</summary>
    public bool Offered { get; init; }
}
