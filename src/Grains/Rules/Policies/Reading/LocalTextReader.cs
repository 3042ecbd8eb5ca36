namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads a label in both languages.</summary>
internal static class LocalTextReader
{
    public static LocalText Read(PlacedJson json)
    {
        json.WithOnly("id", "en");
        return new LocalText(json.Required("id").Text(), json.Required("en").Text());
    }
}
