using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads who hears of which finding about a facility.</summary>
internal static class AlarmReader
{
    private static readonly Dictionary<string, string> Ids = AlarmIds.All.ToDictionary(id => id);

    public static AlarmRule Read(PlacedJson json, ImmutableArray<Rung> rungs)
    {
        json.WithOnly("id", "label", "rungs", "appliesTo", "basis", "verified");
        foreach (var item in json.Required("rungs").SomeItems())
        {
            if (!rungs.Any(rung => rung.Id == item.Text()))
            {
                throw item.Refuse($"Unknown rung \"{item.Text()}\".");
            }
        }

        return new AlarmRule(
            json.Required("id").OneOf("alarm", Ids),
            LocalTextReader.Read(json.Required("label")),
            json.Required("rungs").DistinctTexts(),
            AppliesToFacilityReader.Read(json.Required("appliesTo")),
            json.Required("basis").Text(),
            json.Required("verified").OneOf("degree of verification", ClockReader.Verifications));
    }
}
