using System.Text.Json;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Silo.Taxonomy;

/// <summary>The ids that a complaint may carry, each with its label; read once from the taxonomy file.</summary>
public sealed class CodeBook
{
    private readonly Dictionary<string, CodeTable> _tables;

    private CodeBook(Dictionary<string, CodeTable> tables) => _tables = tables;

    public CodeTable Categories => _tables["category"];

    public CodeTable Classes => _tables["class"];

    public CodeTable Grades => _tables["grade"];

    public CodeTable Payers => _tables["payer"];

    public CodeTable CareClasses => _tables["careClass"];

    public CodeTable Channels => _tables["channel"];

    public CodeTable Maladministration => _tables["maladministration"];

    public CodeTable Programmes => _tables["programme"];

    public CodeTable Settings => _tables["setting"];

    public CodeTable FacilityKinds => _tables["facilityKind"];

    public CodeTable Owners => _tables["owner"];

    /// <summary>The words that a policy pack may ask about.</summary>
    public WordsOfAPack ForPacks => new(Ids(FacilityKinds), Ids(Channels), Ids(Categories), Ids(Classes), Ids(Owners), Ids(Grades));

    /// <summary>Reads a taxonomy file.</summary>
    /// <exception cref="InvalidDataException">A table is missing or has no readable rows; it is named.</exception>
    public static CodeBook Read(string path)
    {
        using var file = File.OpenRead(path);
        using var json = JsonDocument.Parse(file);
        string[] names =
        [
            "category", "class", "grade", "payer", "careClass", "channel", "maladministration", "programme", "setting",
            "facilityKind", "owner",
        ];
        return new CodeBook(names.ToDictionary(name => name, name => Table(path, json.RootElement, name)));
    }

    private static string[] Ids(CodeTable table) => [.. table.All.Select(code => code.Id)];

    private static CodeTable Table(string path, JsonElement root, string name)
    {
        try
        {
            return new CodeTable(root.GetProperty(name).EnumerateArray().Select(Code));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: the table \"{name}\" is missing or not a list of ids with labels.", e);
        }
    }

    private static Code Code(JsonElement row)
    {
        var label = row.GetProperty("label");
        return new Code(
            row.GetProperty("id").GetString()!,
            new LocalText(label.GetProperty("id").GetString()!, label.GetProperty("en").GetString()!),
            row.TryGetProperty("gateway", out var gateway) && gateway.GetBoolean());
    }
}

/// <summary>An id and what people call it.</summary>
/// <param name="Id">The stable id.</param>
/// <param name="Label">Its names.</param>
/// <param name="Gateway">For a channel: a machine files through it, which cannot be asked what it meant.</param>
public sealed record Code(string Id, LocalText Label, bool Gateway);
