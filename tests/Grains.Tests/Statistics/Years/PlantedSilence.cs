using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>Years of arrivals, in which complaints of some facilities stop reaching anybody.</summary>
internal static class PlantedSilence
{
    /// <summary>The silences of a facility's year that became alarms: when, and how long after the silence began.</summary>
    /// <param name="facility">Which.</param>
    /// <param name="arrivals">Its arrivals in days from <see cref="Province.Start"/>.</param>
    /// <param name="usual">Usual rates by class.</param>
    /// <param name="thresholds">The numbers.</param>
    public static IEnumerable<DateTimeOffset> Alarms(
        SimulatedFacility facility,
        IReadOnlyList<double> arrivals,
        ImmutableDictionary<string, double> usual,
        SilenceThresholds thresholds)
    {
        var received = ReceivedOf(facility, arrivals);
        for (var i = 0; i <= received.At.Length; i++)
        {
            var until = i == received.At.Length ? Province.EndAt : received.At[i];
            if (until < Province.YearAt)
            {
                continue;
            }

            var silence = SuspiciousSilence.Of(received with { At = received.At[..i] }, usual[facility.Class], thresholds);
            if (silence.SuspiciousAt < until && silence.SuspiciousAt >= Province.YearAt)
            {
                yield return silence.SuspiciousAt.Value;
            }
        }
    }

    public static Received ReceivedOf(SimulatedFacility facility, IEnumerable<double> arrivals) => new(
        facility.Id, facility.Class, Province.Start, [.. arrivals.Select(day => Province.Start.AddDays(day))]);

    /// <summary>Usual rates, learnt from the half year before.</summary>
    public static ImmutableDictionary<string, double> Usual(
        IEnumerable<(SimulatedFacility Facility, double[] Arrivals)> province, SilenceThresholds thresholds) =>
        SuspiciousSilence.UsualRates(
            province.Select(one => ReceivedOf(one.Facility, one.Arrivals.Where(day => day < Province.History))), thresholds);

    /// <summary>A province's arrivals.</summary>
    public static (SimulatedFacility Facility, double[] Arrivals)[] Draw(Chance chance) =>
        [.. Province.Draw(chance).Select(facility =>
            (facility, chance.Arrivals(facility.Rate, Province.History + 365).ToArray()))];
}
