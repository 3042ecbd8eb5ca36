using System.Text.Json.Nodes;

namespace Monitoring.Grains.Tests.Policies.Schemas;

/// <summary>Breaks one thing of a JSON text, anywhere.</summary>
internal static class Mutate
{
    private static readonly string[] Values =
    [
        "null", "true", "7", "-1", "1.5", "\"\"", "\" \"", "\"x\"", "\"a b\"", "\"any\"", "[]", "{}", "[\"x\"]", "[\"R0\", \"R0\"]",
        "{\"elapsed\": \"PT1H\"}", "{\"external\": true}", "{\"promised\": true}", "{\"calendarMonths\": 1}", "\"breach\"", "\"50%\"", "\"closed\"",
    ];

    /// <summary>Changes, removes, adds or doubles one value.</summary>
    /// <returns>What was done.</returns>
    public static string Once(JsonNode root, Random chance)
    {
        var places = Inside(root).ToList();
        var place = places[chance.Next(places.Count)];
        var path = place.GetPath();
        var value = JsonNode.Parse(Values[chance.Next(Values.Length)]);
        switch (place.Parent)
        {
            case JsonObject parent when chance.Next(3) == 0:
                parent.Remove(place.GetPropertyName());
                return "without " + path;
            case JsonObject parent when chance.Next(4) == 0:
                parent["unheard-of"] = value;
                return "something beside " + path;
            case JsonArray parent when chance.Next(3) == 0:
                parent.Add(place.DeepClone());
                return "twice " + path;
            default:
                place.ReplaceWith(value);
                return $"{value?.ToJsonString() ?? "null"} at {path}";
        }
    }

    private static IEnumerable<JsonNode> Inside(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Inside(child).Prepend(child));
    }
}
