using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.Statistics;

namespace Monitoring.Silo.Year;

/// <summary>
/// What the looks over the province would have raised in a year that was lived: every morning and every Monday of it, judged
/// from the log up to that look by what the server itself uses. Told once while it holds.
/// </summary>
internal sealed class AlarmsOfTheProvince(IEventLog log, PolicyPack pack, WorkCalendar calendar)
{
    private readonly ProvinceSoFar _province = new(log);
    private readonly HashSet<(string Facility, string Alarm, string Subject)> _held = [];

    public async Task Count(DateTimeOffset fromAt, int days, WallAlarms alarms)
    {
        await _province.ReadOn(CancellationToken.None);
        for (var day = 1; day < days; day++)
        {
            foreach (var alarm in pack.Alarms.Where(a => AlarmIds.OfTheProvince.Contains(a.Id)))
            {
                // a look on a day on which it is not looked for is one of before
                var asOf = LooksOverTheProvince.LastFor(alarm.Id, fromAt.AddDays(day).AddHours(12), calendar);
                if (asOf >= fromAt.AddDays(day))
                {
                    Tell(alarm, asOf, await Look(alarm, asOf), alarms);
                }
            }
        }
    }

    private async Task<ILookup<string, Finding>> Look(AlarmRule alarm, DateTimeOffset asOf) => alarm.Id == AlarmIds.Silence
        ? FindingsOfTheProvince.Silences(_province.Received(alarm.AppliesTo, asOf), asOf, calendar)
        : FindingsOfTheProvince.UnequalTreatment(
            await _province.Cases(alarm.AppliesTo, new EqualTreatmentThresholds().Window.Value, asOf, CancellationToken.None), asOf);

    private void Tell(AlarmRule alarm, DateTimeOffset asOf, ILookup<string, Finding> found, WallAlarms alarms)
    {
        var strikes = found.SelectMany(of => of.Select(f => (of.Key, f.Alarm, f.Subject))).ToHashSet();
        foreach (var _ in strikes.Where(_held.Add))
        {
            alarms.Compared(asOf, alarm.Id, alarm.Rungs);
        }

        _held.RemoveWhere(held => held.Alarm == alarm.Id && !strikes.Contains(held));
    }
}
