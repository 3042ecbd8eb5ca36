using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Facilities;

namespace Monitoring.Grains;

/// <summary>What a facility owes itself, in the form in which it is shown.</summary>
internal static class OwnLooks
{
    public static OwnLook Of(Facility facility, FacilityTimetable timetable, FacilityRules? rules) => new(
        facility.Version,
        [.. timetable.Clocks.Where(run => IsShown(run, timetable)).Select(run => Clock(run, rules is null ? null : LedgerOfAFacilityClock.Of(run, rules.Calendar)))],
        [.. facility.Alarms.Select(a => new AlarmLook(a.Alarm, a.Subject, a.RaisedAt, a.Rungs, a.Cases))],
        timetable.WakeAt);

    public static ImmutableArray<FacilityClockLook> Running(FacilityTimetable timetable) =>
        [.. timetable.Clocks.Where(run => run.StoppedAt is null).Select(run => Clock(run, null))];

    /// <summary>What runs; and of each clock the last that stopped, and the last that was broken.</summary>
    private static bool IsShown(FacilityRun run, FacilityTimetable timetable) =>
        run.StoppedAt is null
        || !timetable.Clocks.Any(r => r.Rule == run.Rule && r.Epoch > run.Epoch && r.StoppedAt is not null && (r.IsBroken || !run.IsBroken));

    private static FacilityClockLook Clock(FacilityRun run, Rules.Ledgers.Ledger? ledger) => new(
        run.Rule.Id,
        run.Rule.Label.Id,
        run.Rule.Label.En,
        run.Epoch,
        run.StartedAt,
        run.DueAt,
        run.StoppedAt,
        run.IsBroken,
        run.Ref,
        ledger);
}
