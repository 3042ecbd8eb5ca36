using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Http.Dossier;

/// <summary>
/// <c>GET /api/v1/complaints/{id}/dossier</c>: what the complainant may lay before the Ombudsman once the statutory time for an
/// answer has passed. It is offered, never sent.
/// </summary>
internal static class DossierEndpoint
{
    private const string Print = "print";

    public static void MapDossier(this IEndpointRouteBuilder api) => api
        .MapGet("/complaints/{id}/dossier", Answer)
        .WithName("dossier")
        .WithSummary("What was promised and what was broken, for the Ombudsman; form=print gives a page to print.")
        .Produces<DossierView>()
        .Produces<string>(StatusCodes.Status200OK, "text/html")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");

    private static async Task<IResult> Answer(
        HttpContext context,
        string id,
        IGrainFactory grains,
        IEventLog log,
        IPolicyShelf shelf,
        FacilityDirectory facilities,
        TimeProvider time,
        string? form = null)
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

        if (form is not (null or "json" or Print))
        {
            var errors = new FieldErrors();
            errors.Add("form", "It is json or print.");
            return errors.ToProblem()!.ToAnswer();
        }

        var pack = (await shelf.Rules(look.Policy!, context.RequestAborted)).Pack;
        var view = ComplaintView.Of(look, texts?.Texts.Keys ?? [], facilities);
        if (DossierView.Of(view, pack, time.Now()) is not { } dossier)
        {
            return KnownProblems.NoDossier.ToAnswer();
        }

        return form == Print
            ? TypedResults.Content(DossierPage.Of(dossier), "text/html; charset=utf-8")
            : TypedResults.Json(dossier, ApiJson.Default.DossierView);
    }
}
