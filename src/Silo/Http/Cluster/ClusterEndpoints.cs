using Monitoring.Grains.Contracts;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Cluster;

/// <summary><c>GET /api/v1/cluster</c> and <c>GET /api/v1/cluster/{kind}/{id}</c>: for administrators alone.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cluster", All)
            .WithName("cluster").WithSummary("The silos, and how many grains of each kind are active on each.")
            .Produces<ClusterLook>();
        api.MapGet("/cluster/{kind}/{id}", One)
            .WithName("clusterGrain").WithSummary("Where a complaint's or a facility's grain lives, since when, and its queue.")
            .Produces<GrainLook>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static async Task<IResult> All(HttpContext context, IClusterView cluster) =>
        context.Visitor().IsAdmin
            ? TypedResults.Json(await cluster.Look(context.RequestAborted), ApiJson.Default.ClusterLook)
            : KnownProblems.NotFound.ToAnswer();

    private static async Task<IResult> One(
        HttpContext context, string kind, string id, IClusterView cluster, IGrainFactory grains, FacilityDirectory facilities)
    {
        var visitor = context.Visitor();
        IPlacedGrain? grain = kind switch
        {
            "complaint" when ComplaintIds.CanBe(id) => grains.GetGrain<IComplaintGrain>(id),
            "facility" when facilities.Find(id) is not null => grains.GetGrain<IFacilityGrain>(id),
            _ => null,
        };
        if (grain is null || !visitor.IsAdmin)
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        var asleep = new GrainLook(kind, id, Active: false, null, null, null);
        if (await cluster.SiloOf(grain, context.RequestAborted) is not { } silo)
        {
            return TypedResults.Json(asleep, ApiJson.Default.GrainLook);
        }

        // a sealed case that is awake must look like one that is not there
        var place = await grain.Where().WaitAsync(context.RequestAborted);
        return TypedResults.Json(
            visitor.MaySee(place.Sealed) ? new GrainLook(kind, id, Active: true, silo, place.ActivatedAt, place.Waiting) : asleep,
            ApiJson.Default.GrainLook);
    }
}

/// <summary>Where a grain lives.</summary>
/// <param name="Kind"><c>complaint</c> or <c>facility</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Active">False while it sleeps: the next call wakes it, on whichever silo is chosen then.</param>
/// <param name="Silo">The silo it is active on.</param>
/// <param name="ActivatedAt">Since when (UTC).</param>
/// <param name="Waiting">Requests that have not begun; left out if the engine does not tell.</param>
internal sealed record GrainLook(string Kind, string Id, bool Active, string? Silo, DateTimeOffset? ActivatedAt, int? Waiting);
