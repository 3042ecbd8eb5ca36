using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Facilities;

/// <summary><c>POST /api/v1/facilities/{id}/{verb}</c>.</summary>
internal static class FacilityVerbEndpoint
{
    private const string ProblemJson = "application/problem+json";

    public static void MapFacilityVerbs(this IEndpointRouteBuilder api) => api
        .MapPost(
            "/facilities/{id}/{verb}",
            (HttpContext context, string id, string verb, TellOfAFacility tell) => tell.Answer(context, id, verb))
        .WithName("tellOfAFacility")
        .WithSummary("Tell something of a facility itself: workshop, visit, report, zeroReport, selfReport, forum, promise, officer, incident, notice or review.")
        .Accepts<FacilityVerbBody>("application/json")
        .Produces<FacilityVerbAnswer>()
        .Produces<Problem>(StatusCodes.Status403Forbidden, ProblemJson)
        .Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson)
        .Produces<Problem>(StatusCodes.Status409Conflict, ProblemJson)
        .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemJson);
}
