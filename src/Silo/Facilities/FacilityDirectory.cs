using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Facilities;

/// <summary>
/// Which facilities there are, by id and by name. Filled once at start-up, read by every request; a new roster is
/// swapped in whole.
/// </summary>
public sealed class FacilityDirectory
{
    private Shelf _shelf = new(Roster.None);

    /// <summary>True once the roster of the store has been read.</summary>
    public bool Ready { get; private set; }

    public Roster Roster => _shelf.Roster;

    /// <summary>Every facility, the triage desk first.</summary>
    public ImmutableArray<FacilityRecord> All => _shelf.Roster.Facilities;

    /// <summary>The desk for complaints that name no facility.</summary>
    public FacilityRecord Triage => _shelf.ById[_shelf.Roster.Triage];

    public FacilityRecord? Find(string id) => _shelf.ById.GetValueOrDefault(id);

    /// <summary>What a region is called; its code if it is unknown.</summary>
    public string RegionName(string code) => _shelf.Regions.GetValueOrDefault(code, code);

    public bool HasRegion(string code) => _shelf.Regions.ContainsKey(code);

    /// <summary>The facilities that may have been meant by an id or a name that is none.</summary>
    public ImmutableArray<Suggestion> Nearest(string said) => _shelf.Meant.Nearest(said);

    /// <summary>Puts a roster in force.</summary>
    public void Use(Roster roster)
    {
        _shelf = new Shelf(roster);
        Ready = true;
    }

    /// <summary>What the rules freeze of a facility into a complaint that it owns.</summary>
    public static Owner OwnerOf(FacilityRecord facility)
    {
        ArgumentNullException.ThrowIfNull(facility);
        var card = facility.Card;
        return new Owner(facility.Id, facility.Region, card.Kind, card.Class, card.Owner);
    }

    private sealed class Shelf(Roster roster)
    {
        public Roster Roster { get; } = roster;

        public FrozenDictionary<string, FacilityRecord> ById { get; } =
            roster.Facilities.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);

        public FrozenDictionary<string, string> Regions { get; } =
            roster.Regions.Append(roster.Province).ToFrozenDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);

        public WhatWasMeant Meant { get; } = new(roster.Facilities.SelectMany(f => new[]
        {
            new Candidate(f.Id, f.Card.Name, f.Card.Name),
            new Candidate(f.Id, f.Card.Name, f.Id),
        }));
    }
}
