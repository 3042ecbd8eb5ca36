using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Facilities;

/// <summary>The facilities of a province: from a roster file the first time, from the store ever after.</summary>
/// <param name="Id">Id of the roster.</param>
/// <param name="Version">Its version, as it names itself.</param>
/// <param name="Province">Its code and name.</param>
/// <param name="Simulated">True when every facility is invented.</param>
/// <param name="Regions">Its regencies and cities, in the order in which they are drawn.</param>
/// <param name="Triage">Id of the desk for complaints that name no facility.</param>
/// <param name="Facilities">All of them, the triage desk included.</param>
public sealed record Roster(
    string Id,
    string Version,
    RosterRegion Province,
    bool Simulated,
    ImmutableArray<RosterRegion> Regions,
    string Triage,
    ImmutableArray<FacilityRecord> Facilities)
{
    /// <summary>The text of the roster of a province that has none: its triage desk is there all the same.</summary>
    public const string NoneText =
        """{"id":"none","version":"1","province":{"code":"36","name":"Banten"},"regions":[],"facilities":[]}""";

    public static Roster None { get; } = Parse(NoneText, "no roster");

    /// <summary>Reads the text of a roster file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What to call it where it is wrong.</param>
    /// <exception cref="InvalidDataException">It is not one, or an id or a region in it is wrong; it is named.</exception>
    public static Roster Parse(string text, string name)
    {
        try
        {
            var file = JsonSerializer.Deserialize(text, RosterJson.Default.RosterFile)
                ?? throw new InvalidDataException($"{name} is empty.");
            return Of(file).Checked(name);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name} is not a roster: {e.Message}", e);
        }
    }

    /// <summary>The roster, if each facility is of a kind and an owner that the taxonomy knows.</summary>
    /// <exception cref="InvalidDataException">One is not: no clock could be meant for it.</exception>
    public Roster InWordsOf(CodeBook codes, string name)
    {
        foreach (var facility in Facilities)
        {
            var (kind, owner) = (facility.Card.Kind, facility.Card.Owner);
            var isDesk = facility.Id == Triage;
            if (!codes.FacilityKinds.Contains(kind) || (kind == Owner.TriageKind && !isDesk))
            {
                throw new InvalidDataException($"{name}: {facility.Id} is of the unknown kind \"{kind}\"; the taxonomy has {Known(codes.FacilityKinds)}.");
            }

            if (!codes.Owners.Contains(owner))
            {
                throw new InvalidDataException($"{name}: {facility.Id} has the unknown owner \"{owner}\"; the taxonomy has {Known(codes.Owners)}.");
            }
        }

        return this;

        static string Known(CodeTable table) => string.Join(", ", table.All.Select(code => code.Id).Where(id => id != Owner.TriageKind));
    }

    private static Roster Of(RosterFile file)
    {
        // the desk lies in no regency, so its region is the province itself
        var (desk, province) = (file.Triage, file.Province);
        var triage = new FacilityRecord(
            desk?.Id ?? "triage",
            province.Code,
            new FacilityCard(desk?.Name ?? "Meja triase", "triage", null, desk?.Owner ?? "pemprov"));
        return new Roster(
            file.Id,
            file.Version,
            province with { ShortName = province.ShortName ?? province.Name },
            file.Simulated,
            file.Regions.IsDefault ? [] : file.Regions,
            triage.Id,
            [
                triage,
                .. (file.Facilities.IsDefault ? [] : file.Facilities).Select(r =>
                    new FacilityRecord(r.Id, r.Region ?? "", new FacilityCard(r.Name, r.Kind, r.Class, r.Owner))),
            ]);
    }

    private Roster Checked(string name)
    {
        var regions = Regions.Select(r => r.Code).Append(Province.Code).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var facility in Facilities)
        {
            if (!seen.Add(facility.Id))
            {
                throw new InvalidDataException($"{name}: the id {facility.Id} stands there twice.");
            }

            if (!regions.Contains(facility.Region))
            {
                throw new InvalidDataException($"{name}: {facility.Id} lies in the unknown region \"{facility.Region}\".");
            }
        }

        return this;
    }
}

/// <summary>A regency, a city or the province, and what to call it.</summary>
public sealed record RosterRegion(
    string Code, string Name, [property: JsonPropertyName("short")] string? ShortName);

/// <summary>What this program reads of a roster file; its sources and coordinates are for people and maps.</summary>
internal sealed record RosterFile
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    public required RosterRegion Province { get; init; }

    public bool Simulated { get; init; }

    public ImmutableArray<RosterRegion> Regions { get; init; }

    public RosterRow? Triage { get; init; }

    public ImmutableArray<RosterRow> Facilities { get; init; }
}

/// <summary>A row of a roster file.</summary>
internal sealed record RosterRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public string? Class { get; init; }

    public required string Owner { get; init; }

    public string? Region { get; init; }
}

/// <summary>The JSON form of a roster file.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RosterFile))]
internal sealed partial class RosterJson : JsonSerializerContext;
