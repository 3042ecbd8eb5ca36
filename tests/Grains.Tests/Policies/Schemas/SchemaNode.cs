using System.Text.Json.Nodes;

namespace Monitoring.Grains.Tests.Policies.Schemas;

/// <summary>A place in a schema, with what it refers to and chooses between laid open.</summary>
internal sealed class SchemaNode
{
    private readonly JsonNode _root;
    private readonly IReadOnlyList<JsonObject> _parts;

    private SchemaNode(JsonNode root, IReadOnlyList<JsonObject> parts) => (_root, _parts) = (root, parts);

    /// <summary>The same for every place that the same part of the schema describes.</summary>
    public string Name => string.Join(" ", _parts.Select(part => part.GetPath()));

    /// <summary>Whether it says which members there are, instead of what any member holds.</summary>
    public bool NamesItsMembers => _parts.Any(part => part["properties"] is not null);

    public IEnumerable<string> Members =>
        _parts.SelectMany(part => part["properties"] as JsonObject ?? []).Select(member => member.Key).Distinct(StringComparer.Ordinal);

    public static SchemaNode Of(string text)
    {
        var root = JsonNode.Parse(text)!;
        return new SchemaNode(root, [.. Open(root, root)]);
    }

    public SchemaNode Member(string name) => Of(_parts.Select(part =>
        (part["properties"] as JsonObject)?[name] ?? part["additionalProperties"] as JsonObject));

    public SchemaNode Items() => Of(_parts.Select(part => part["items"]));

    private SchemaNode Of(IEnumerable<JsonNode?> nodes) => new(
        _root, [.. nodes.OfType<JsonNode>().SelectMany(node => Open(_root, node)).DistinctBy(part => part.GetPath())]);

    private static IEnumerable<JsonObject> Open(JsonNode root, JsonNode node)
    {
        if (node is not JsonObject part)
        {
            yield break;
        }

        yield return part;
        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" }.SelectMany(word => part[word] as JsonArray ?? []).OfType<JsonNode>())
        {
            foreach (var open in Open(root, choice))
            {
                yield return open;
            }
        }

        if (part["$ref"] is { } reference)
        {
            var found = reference.GetValue<string>()[2..].Split('/').Aggregate(root, (at, step) => at[step]!);
            foreach (var open in Open(root, found))
            {
                yield return open;
            }
        }
    }
}
