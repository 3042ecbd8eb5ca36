using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;

namespace Monitoring.Grains.Tests.Policies.Schemas;

/// <summary>A schema as it is shipped, asked through a library that others wrote.</summary>
internal static class ShippedSchema
{
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Read = new();

    /// <summary>What it says against a text; null: nothing.</summary>
    public static string? Against(string schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        var found = Read.GetOrAdd(schema, name => new Lazy<JsonSchema>(() => JsonSchema.FromText(ShippedFile.Text("policies", name))))
            .Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid
            ? null
            : string.Join("; ", (found.Details ?? []).Where(one => one.Errors is not null)
                .Select(one => $"{one.InstanceLocation}: {string.Join(", ", one.Errors!.Values)}").DefaultIfEmpty("invalid"));
    }
}
