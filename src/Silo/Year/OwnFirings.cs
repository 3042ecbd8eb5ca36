using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Silo.Year;

/// <summary>What the clocks of all facilities had to fire, beside what stands in the log: one row a clock.</summary>
internal sealed class OwnFirings
{
    private readonly TimeSpan _lateAfter;
    private readonly DateTimeOffset _asOf;
    private readonly SortedDictionary<string, OwnFiringRow> _rows = new(StringComparer.Ordinal);

    /// <param name="lateAfter">Decided later than this after its instant, a firing is late.</param>
    /// <param name="asOf">What holds later is not looked at.</param>
    public OwnFirings(TimeSpan lateAfter, DateTimeOffset asOf) => (_lateAfter, _asOf) = (lateAfter, asOf);

    public IEnumerable<OwnFiringRow> Rows => _rows.Values;

    /// <summary>Foretells what every facility of a plan had to fire, and compares it with the log.</summary>
    public static async Task<OwnFirings> In(
        IEventLog log, YearPlan plan, OraclePolicy policy, DateTimeOffset fromAt, DateTimeOffset untilAt)
    {
        var firings = new OwnFirings(WhatShouldHaveFired.LateAfter, untilAt - WhatShouldHaveFired.LateAfter);
        var (told, signs) = (plan.OfFacilities.ToLookup(one => one.Facility), await Sign.In(log, plan.Ids));
        foreach (var facility in plan.Facilities)
        {
            var deeds = DeedsOfAFacility.Of(told[facility.Facility], signs[facility.Facility], YearOptions.Zone);
            firings.Compare(
                WhatAFacilityWillOwe.Of((facility.Kind, facility.Ownership), policy, fromAt, deeds, untilAt),
                await log.Read(Streams.Facility(facility.Facility), 0, CancellationToken.None));
        }

        return firings;
    }

    /// <summary>Takes one facility: what it owed and its stream.</summary>
    public void Compare(ImmutableArray<OwedClock> owed, ImmutableArray<StoredEvent> stream)
    {
        foreach (var clock in owed)
        {
            Row(clock.Clock).Runnings += clock.Runnings;
        }

        // what came due in the last seconds may still be on its way
        var expected = owed.SelectMany(clock => clock.Firings).Where(one => one.HoldsAt <= _asOf).ToLookup(Key.Of);
        var fired = stream.Select(Fired.Read).OfType<Fired>().Where(one => one.Key.At < _asOf).ToLookup(one => one.Key);
        foreach (var key in expected.Select(one => one.Key).Union(fired.Select(one => one.Key)))
        {
            Count(Row(key.Clock), key, [.. expected[key]], [.. fired[key]]);
        }
    }

    private void Count(OwnFiringRow row, Key key, List<Firing> expected, List<Fired> fired)
    {
        if (key.IsBreach)
        {
            row.Breaches += expected.Count;
            row.BreachesFired += fired.Count;
        }
        else
        {
            row.Rungs += expected.Count;
            row.RungsFired += fired.Count;
        }

        row.Lost += Math.Max(0, expected.Count - fired.Count);
        row.Doubled += expected.Count == 0 ? 0 : Math.Max(0, fired.Count - expected.Count);
        row.Unasked += expected.Count == 0 ? fired.Count : 0;
        foreach (var (asked, one) in expected.OrderBy(f => f.HoldsAt).Zip(fired.OrderBy(f => f.DecidedAt)))
        {
            var by = one.DecidedAt - asked.HoldsAt;
            row.Early += by < TimeSpan.Zero ? 1 : 0;
            row.Late += by > _lateAfter ? 1 : 0;
            row.LatestBy = by > row.LatestBy ? by : row.LatestBy;
        }
    }

    private OwnFiringRow Row(string clock) => _rows.TryGetValue(clock, out var row) ? row : _rows[clock] = new OwnFiringRow(clock);

    /// <summary>Two firings of one facility are the same if clock, step, instant and the rungs told are.</summary>
    private sealed record Key(string Clock, bool IsBreach, string Step, DateTimeOffset At, string Rungs)
    {
        public static Key Of(Firing firing) =>
            new(firing.Clock, firing.Kind == FiringKind.Breach, firing.Step, firing.DueAt, string.Join(' ', firing.Rungs));
    }

    private sealed record Fired(Key Key, DateTimeOffset DecidedAt)
    {
        public static Fired? Read(StoredEvent stored) => stored.Kind is not ("facilityBreached" or "facilityEscalated")
            ? null
            : JsonSerializer.Deserialize(stored.Body, FacilityJson.Default.FacilityEvent) switch
            {
                FacilityBreached e => new Fired(new Key(e.Clock, true, e.Step, e.At, string.Join(' ', e.Rungs)), e.DecidedAt),
                FacilityEscalated e => new Fired(new Key(e.Clock, false, e.Step, e.At, string.Join(' ', e.Rungs)), e.DecidedAt),
                _ => null,
            };
    }
}

/// <summary>One clock of the facilities in a year.</summary>
internal sealed class OwnFiringRow(string clock)
{
    public string Clock => clock;

    /// <summary>How often it was started.</summary>
    public int Runnings { get; set; }

    public int Breaches { get; set; }

    public int BreachesFired { get; set; }

    public int Rungs { get; set; }

    public int RungsFired { get; set; }

    /// <summary>Expected and not there.</summary>
    public int Lost { get; set; }

    public int Doubled { get; set; }

    /// <summary>There, and nothing asked for it.</summary>
    public int Unasked { get; set; }

    public int Early { get; set; }

    public int Late { get; set; }

    /// <summary>How long after its instant the latest one was decided.</summary>
    public TimeSpan LatestBy { get; set; }

    public bool IsAsExpected => (Lost, Doubled, Unasked, Early, Late) == (0, 0, 0, 0, 0);
}
