using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>A desk that can hold a rung: one for each facility, one for each region, or one for the province.</summary>
/// <param name="Id">Short stable id, as in <c>complaints-desk</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Place">Of what there is one each.</param>
public sealed record Desk(string Id, LocalText Label, DeskPlace Place)
{
    /// <summary>The desk of one facility: <c>complaints-desk@3671-h-012</c>, <c>health-office@3671</c>, or the id alone.</summary>
    public string Of(Owner owner) => Place switch
    {
        DeskPlace.Facility => $"{Id}@{owner.Facility}",
        DeskPlace.Region => $"{Id}@{owner.Region}",
        DeskPlace.Province => Id,
    };
}

/// <summary>Of what there is one desk each.</summary>
public enum DeskPlace
{
    Facility,
    Region,
    Province,
}

/// <summary>Which facilities a rung leads to a desk for; an empty list asks nothing.</summary>
/// <param name="Desk">Id of the desk.</param>
/// <param name="Owners">Who owns the facility.</param>
/// <param name="Kinds">What kind it is.</param>
/// <param name="Classes">Which class it has; a facility without one is none of them.</param>
public sealed record DeskRow(
    string Desk, ImmutableArray<string> Owners, ImmutableArray<string> Kinds, ImmutableArray<string> Classes)
{
    /// <summary>Whether it takes every facility, so that a row after it would never be reached.</summary>
    public bool TakesAll => Owners.IsEmpty && Kinds.IsEmpty && Classes.IsEmpty;

    public bool Takes(Owner owner) =>
        (Owners.IsEmpty || Owners.Contains(owner.Ownership))
        && (Kinds.IsEmpty || Kinds.Contains(owner.Kind))
        && (Classes.IsEmpty || (owner.Class is { } @class && Classes.Contains(@class)));
}
