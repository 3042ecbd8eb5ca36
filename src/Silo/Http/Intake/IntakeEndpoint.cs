using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Intake;

/// <summary><c>POST /api/v1/complaints</c>.</summary>
internal static class IntakeEndpoint
{
    public static void MapIntake(this IEndpointRouteBuilder api) => api
        .MapPost("/complaints", (HttpContext context, Filing filing) => filing.File(context))
        .WithName("fileComplaint")
        .WithSummary("File a complaint. 201 leaves after it is durable; the same key and body get the same answer again.")
        .Accepts<ComplaintBody>("application/json")
        .Produces<FiledAnswer>(StatusCodes.Status201Created)
        .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");
}
