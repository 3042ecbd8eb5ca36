using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Demo;

/// <summary>
/// What will happen in the simulated province: a believable past that is lived through on the virtual clock before the
/// doors open, and a future that is lived live.
/// </summary>
public sealed class DemoProvince
{
    /// <summary>How far back its past reaches.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(4);

    /// <summary>How far ahead arrivals are drawn.</summary>
    private static readonly TimeSpan Future = TimeSpan.FromDays(2);

    private static readonly TimeSpan LateEvery = TimeSpan.FromMinutes(3);

    /// <summary>Complaints an hour in the whole province: about what four hundred facilities get on a working day.</summary>
    private const double PerHour = 12;

    /// <summary>While somebody watches, more arrives than would: one a minute.</summary>
    private const double PerHourLive = 60;

    /// <summary>
    /// Deadlines set by BPJS that pass after the doors open: the first ones soon, so that nobody waits, and then one every
    /// few minutes, so that there is something to see on a Sunday night too.
    /// </summary>
    private static readonly ImmutableArray<TimeSpan> LateAfter =
    [
        TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(35), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(4),
        .. Enumerable.Range(2, (int)(Future / LateEvery) - 2).Select(n => n * LateEvery),
    ];

    private readonly ImmutableArray<Scheduled> _schedule;
    private readonly FrozenSet<string> _dueLater;

    public DemoProvince(Roster roster, PolicyVersion policy, int seed, DateTimeOffset openAt)
    {
        OpenAt = openAt;
        var lives = Lives(roster, policy, seed, "sim-");
        _schedule =
        [
            .. lives.Between(openAt - Past, Past, PerHour)
                .Concat(lives.Between(openAt, Future, PerHourLive))
                .Concat(LateAfter.SelectMany(after => lives.LateForOthers(openAt + after - TimeSpan.FromHours(3), openAt + after)))
                .OrderBy(s => s.At),
        ];
        _dueLater = _schedule
            .Where(s => s.Command is FileComplaint { Traits.ExternalDueAt: { } dueAt } && dueAt > openAt)
            .Select(s => s.Complaint)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>When the doors open.</summary>
    public DateTimeOffset OpenAt { get; }

    public IEnumerable<Scheduled> History => _schedule.Where(s => s.At <= OpenAt);

    /// <summary>False where nobody lives <see cref="History"/>: virtual time is one engine's alone.</summary>
    public bool HasPast { get; init; } = true;

    /// <summary>
    /// What is asked from the opening on. Without a past, whoever has waited for an outside body's deadline that is still ahead
    /// comes in at the opening, so that the first one passes as soon as with it.
    /// </summary>
    public IEnumerable<Scheduled> Live => HasPast
        ? _schedule.Where(s => s.At > OpenAt)
        : _schedule.Where(s => s.At > OpenAt || _dueLater.Contains(s.Complaint));

    /// <summary>Invents lives at the facilities of a roster.</summary>
    /// <param name="roster">The facilities.</param>
    /// <param name="policy">Under which their complaints open.</param>
    /// <param name="seed">Same seed, same lives.</param>
    /// <param name="prefix">What their ids begin with.</param>
    public static DemoLives Lives(Roster roster, PolicyVersion policy, int seed, string prefix)
    {
        var chance = new Random(seed);
        return new DemoLives(
            [.. roster.Facilities.Where(f => f.Id != roster.Triage).Select(f => Facility(f, chance))], policy, seed, prefix);
    }

    private static DemoFacility Facility(Grains.Contracts.FacilityRecord facility, Random chance)
    {
        var weight = facility.Card.Kind == "puskesmas" ? 1 : 4;

        // one facility in twelve is slow; the others mostly keep their promises
        var slowness = chance.Next(12) == 0 ? 3.0 : 0.6 + (0.5 * chance.NextDouble());
        return new DemoFacility(FacilityDirectory.OwnerOf(facility), weight, slowness);
    }
}
