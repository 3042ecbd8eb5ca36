using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Verbs;

/// <summary><c>POST /api/v1/complaints/{id}/{verb}</c>.</summary>
internal static class VerbEndpoint
{
    private const string ProblemJson = "application/problem+json";

    public static void MapVerbs(this IEndpointRouteBuilder api) => api
        .MapPost("/complaints/{id}/{verb}", (HttpContext context, string id, string verb, CarryOutVerb verbs) => verbs.Answer(context, id, verb))
        .WithName("carryOutVerb")
        .WithSummary("Carry out a verb of the state machine. What the rules refuse is a 409 with a stable code.")
        .Accepts<VerbBody>("application/json")
        .Produces<VerbAnswer>()
        .Produces<Problem>(StatusCodes.Status403Forbidden, ProblemJson)
        .Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson)
        .Produces<Problem>(StatusCodes.Status409Conflict, ProblemJson)
        .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemJson);
}
