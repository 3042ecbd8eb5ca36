using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Http.Reads;

/// <summary><c>GET /api/v1/labels</c>: what people call the codes.</summary>
internal static class LabelsRead
{
    public static void MapLabels(this IEndpointRouteBuilder api, CodeBook codes, PolicyPack pack)
    {
        // neither changes while the server runs
        var labels = LabelsView.Of(codes, pack);
        api.MapGet("/labels", () => TypedResults.Json(labels, ApiJson.Default.LabelsView))
            .WithName("labels").WithSummary("What people call the codes, in Indonesian and English.")
            .Produces<LabelsView>();
    }
}

/// <summary>The labels of every code that a screen may meet, by kind of code.</summary>
internal sealed record LabelsView
{
    public required Dictionary<string, Words> Clocks { get; init; }

    /// <summary>What can strike about a facility.</summary>
    public required Dictionary<string, Words> Alarms { get; init; }

    public required Dictionary<string, Words> Rungs { get; init; }

    /// <summary>The desks that rungs lead to, without their place.</summary>
    public required Dictionary<string, Words> Desks { get; init; }

    public required Dictionary<string, Words> Categories { get; init; }

    public required Dictionary<string, Words> Classes { get; init; }

    public required Dictionary<string, Words> Grades { get; init; }

    public required Dictionary<string, Words> Payers { get; init; }

    public required Dictionary<string, Words> CareClasses { get; init; }

    public required Dictionary<string, Words> Channels { get; init; }

    public required Dictionary<string, Words> Maladministration { get; init; }

    public required Dictionary<string, Words> Programmes { get; init; }

    public required Dictionary<string, Words> Settings { get; init; }

    /// <summary>Kinds of facility.</summary>
    public required Dictionary<string, Words> Kinds { get; init; }

    public required Dictionary<string, Words> Owners { get; init; }

    public static LabelsView Of(CodeBook codes, PolicyPack pack) => new()
    {
        Clocks = pack.Clocks.Select(c => (c.Id, c.Label)).Concat(pack.FacilityClocks.Select(c => (c.Id, c.Label)))
            .DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => Words(c.Label)),
        Alarms = pack.Alarms.ToDictionary(a => a.Id, a => Words(a.Label)),
        Rungs = pack.Rungs.ToDictionary(r => r.Id, r => Words(r.Label)),
        Desks = pack.Desks.ToDictionary(d => d.Id, d => Words(d.Label)),
        Categories = Table(codes.Categories),
        Classes = Table(codes.Classes),
        Grades = Table(codes.Grades),
        Payers = Table(codes.Payers),
        CareClasses = Table(codes.CareClasses),
        Channels = Table(codes.Channels),
        Maladministration = Table(codes.Maladministration),
        Programmes = Table(codes.Programmes),
        Settings = Table(codes.Settings),
        Kinds = Table(codes.FacilityKinds),
        Owners = Table(codes.Owners),
    };

    private static Dictionary<string, Words> Table(CodeTable table) => table.All.ToDictionary(c => c.Id, c => Words(c.Label));

    private static Words Words(LocalText label) => new(label.Id, label.En);
}
