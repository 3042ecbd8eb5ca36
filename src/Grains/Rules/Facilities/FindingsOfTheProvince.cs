using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using NodaTime.Text;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>
/// What strikes about a facility beside all others, by facility. Pure; the numbers are those of the statistics, and what is
/// compared was cut off at the look before it came here.
/// </summary>
public static class FindingsOfTheProvince
{
    /// <summary>Each way of grouping is a family of tests of its own.</summary>
    private static readonly (string Name, Func<CaseFacts, string?> GroupOf)[] Families =
    [
        ("payer", EqualTreatment.Payer),
        ("public_private", EqualTreatment.PublicOrPrivate),
        ("care_class", facts => facts.CareClass is OutPatients ? null : EqualTreatment.CareClass(facts)),
    ];

    /// <summary>No class of a bed: they came for something else, not for less.</summary>
    private const string OutPatients = "RAWAT_JALAN";

    /// <summary>
    /// Silences that chance does not explain. Where complaints are too rare to tell nothing strikes here: there the promise of a
    /// weekly sign of life is broken instead.
    /// </summary>
    public static ILookup<string, Finding> Silences(
        IReadOnlyCollection<Received> facilities, DateTimeOffset asOf, WorkCalendar calendar)
    {
        var thresholds = new SilenceThresholds();
        var usual = SuspiciousSilence.UsualRates(facilities, thresholds);
        return facilities
            .Select(received => SuspiciousSilence.Of(received, usual.GetValueOrDefault(received.Class), thresholds))
            .Where(silence => silence.SuspiciousAt < asOf)
            .ToLookup(
                silence => silence.Facility,
                silence => new Finding(AlarmIds.Silence, LocalDatePattern.Iso.Format(calendar.DayOf(silence.SinceAt)), []));
    }

    /// <summary>Groups that wait longer than others with the same grade and category, or that are served ahead of them.</summary>
    public static ILookup<string, Finding> UnequalTreatment(IReadOnlyCollection<CaseFacts> cases, DateTimeOffset asOf) => (
            from family in Families
            from verdict in EqualTreatment.Judge(cases, family.GroupOf, asOf, new EqualTreatmentThresholds())
            where verdict.IsAlarm
            select (verdict.Facility, Finding: new Finding(
                AlarmIds.UnequalTreatment, SubjectOf(family.Name, verdict.Widest!), [.. verdict.Worst.Select(waiting => waiting.Case)])))
        .ToLookup(found => found.Facility, found => found.Finding);

    private static string SubjectOf(string family, GroupRatio widest) =>
        widest.WaitsLonger ? $"{family}/{widest.Group}" : $"{family}/{widest.Group}/ahead";
}
