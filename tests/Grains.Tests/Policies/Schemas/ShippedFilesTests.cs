using System.Text.Json;

namespace Monitoring.Grains.Tests.Policies.Schemas;

/// <summary>What is shipped is what its schema describes.</summary>
public sealed class ShippedFilesTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(ShippedFile.PathOf("policies"), "*.json").Select(Path.GetFileName).OfType<string>().Where(name => !IsSchema(name)).Order()];

    public static TheoryData<string> Schemas() =>
        [.. Directory.GetFiles(ShippedFile.PathOf("policies"), "*.json").Select(Path.GetFileName).OfType<string>().Where(IsSchema).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_shipped_file_is_valid_by_the_schema_that_it_names(string file)
    {
        var text = ShippedFile.Text("policies", file);
        using var json = JsonDocument.Parse(text);
        var schema = json.RootElement.GetProperty("$schema").GetString()!;

        Assert.StartsWith("./", schema, StringComparison.Ordinal);
        Assert.Null(ShippedSchema.Against(schema[2..], text));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Each_schema_refuses_what_is_no_such_file_at_all(string schema)
    {
        foreach (var text in (string[])["{}", "[]", "null", "7"])
        {
            Assert.NotNull(ShippedSchema.Against(schema, text));
        }
    }

    private static bool IsSchema(string name) => name.EndsWith(".schema.json", StringComparison.Ordinal);
}
