using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Year;

/// <summary>Everything that people will do in a year, drawn from one seed before it begins.</summary>
/// <param name="Facilities">The facilities; without the triage desk.</param>
/// <param name="Complaints">How many complaints.</param>
/// <param name="Planted">What is wrong on purpose.</param>
/// <param name="OfComplaints">What is asked of complaints.</param>
/// <param name="OfFacilities">What is told of facilities.</param>
internal sealed record YearPlan(
    ImmutableArray<Owner> Facilities,
    int Complaints,
    Planted Planted,
    ImmutableArray<Scheduled> OfComplaints,
    ImmutableArray<ScheduledOfFacility> OfFacilities)
{
    /// <summary>Facilities have dice of their own, so that the complaints are the same with and without what they tell.</summary>
    private const int OtherDice = 7_919;

    private const double InTimeWhereGamed = 0.6;

    /// <summary>All of it, in order.</summary>
    public IEnumerable<IScheduled> Schedule => OfComplaints.Concat<IScheduled>(OfFacilities).OrderBy(one => one.At);

    public IEnumerable<string> Ids => OfComplaints.Select(one => one.Complaint).Distinct();

    public static YearPlan Of(
        Roster roster, PolicyVersion policy, PolicyPack pack, WorkCalendar calendar, YearOptions options, DateTimeOffset untilAt)
    {
        var chance = new Chance(options.Settings.Seed);
        var desks = roster.Facilities.ToLookup(f => f.Id == roster.Triage, f => f);
        var facilities = desks[false].Select(f => (Facility: FacilityDirectory.OwnerOf(f), PerDay: PerDay(f.Card.Kind, chance))).ToList();
        var planted = Planted.In(facilities, options.FromAt, options.Days);
        var lives = new YearLives(
            facilities,
            FacilityDirectory.OwnerOf(desks[true].Single()),
            policy,
            new Desk(pack, calendar, chance, options.InTime),
            new Desk(pack, calendar, chance, InTimeWhereGamed),
            planted,
            chance,
            new Chance(unchecked(options.Settings.Seed + 1)));
        var ofComplaints = lives.Of(options.FromAt, options.Days);

        var owners = facilities.Select(f => f.Facility).ToImmutableArray();
        var desk = new FacilityDesk(pack, calendar, new Chance(unchecked(options.Settings.Seed + OtherDice)));
        var ofFacilities = pack.FacilityClocks.IsEmpty
            ? []
            : new FacilityLives(desk, planted, options.FromAt, untilAt).Of(owners, lives.Received);
        return new YearPlan(owners, lives.Count, planted, ofComplaints, ofFacilities);
    }

    /// <summary>A hospital gets from one complaint in ten days to one and a half a day, the others from one in a hundred days to one in five.</summary>
    private static double PerDay(string kind, Chance chance) =>
        kind is "hospital" or "vertical_hospital" ? chance.LogUniform(0.1, 1.5) : chance.LogUniform(0.01, 0.2);
}
