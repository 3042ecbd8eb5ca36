using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Auditor;

/// <summary><c>GET /api/v1/audit</c>: what the auditor of this process found. For administrators alone.</summary>
internal static class AuditorEndpoint
{
    public static void MapAuditor(this IEndpointRouteBuilder api) => api
        .MapGet("/audit", Answer)
        .WithName("audit").WithSummary("How the stored deadlines compare with those derived from the log.")
        .Produces<AuditReport>();

    private static IResult Answer(HttpContext context) =>
        context.Visitor().IsAdmin && context.RequestServices.GetService<AuditOfDueRows>() is { } audit
            ? TypedResults.Json(audit.Report, ApiJson.Default.AuditReport)
            : KnownProblems.NotFound.ToAnswer();
}
