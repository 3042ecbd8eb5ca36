using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Dossier;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Verbs;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Reads;

/// <summary><c>GET /api/v1/complaints/{id}</c>.</summary>
internal static class ComplaintRead
{
    public static void MapComplaint(this IEndpointRouteBuilder api) => api
        .MapGet("/complaints/{id}", Answer)
        .WithName("complaint")
        .WithSummary("A complaint's state, clocks, timetable, ladder with who was told, and history.")
        .Produces<ComplaintView>()
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> Answer(
        HttpContext context,
        string id,
        IGrainFactory grains,
        IEventLog log,
        IPolicyShelf shelf,
        ReadLadder ladder,
        FacilityDirectory facilities)
    {
        if (!ComplaintIds.CanBe(id))
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        // both are read for every id, so that what is hidden takes as long as what is not there
        var look = await grains.GetGrain<IComplaintGrain>(id).Explain().WaitAsync(context.RequestAborted);
        var texts = await log.ReadSealed(Streams.Complaint(id), context.RequestAborted);
        if (look.Version == 0 || !context.Visitor().MaySee(look.Sealed))
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        IfMatch.Tell(context.Response, look.Version);
        var pack = (await shelf.Rules(look.Policy!, context.RequestAborted)).Pack;
        var view = ComplaintView.Of(look, texts?.Texts.Keys ?? [], facilities);
        return TypedResults.Json(
            view with
            {
                Ladder = await ladder.Of(look, view, pack, context.RequestAborted),
                Dossier = DossierView.IsOffered(view, pack) ? $"/api/v1/complaints/{id}/dossier" : null,
            },
            ApiJson.Default.ComplaintView);
    }
}
