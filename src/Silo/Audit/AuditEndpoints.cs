using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Monitoring.Grains;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;
using Monitoring.Verify.Chain;

namespace Monitoring.Silo.Audit;

/// <summary><c>GET</c> and <c>POST /api/v1/audit/heads</c>: the signed daily heads, to be kept elsewhere. For administrators alone.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit/heads", All)
            .WithName("auditHeads").WithSummary("The signed daily heads, as lines of an anchor.")
            .Produces<HeadsAnswer>();
        api.MapPost("/audit/heads", Make)
            .WithName("makeAuditHead").WithSummary("Makes a head now, over everything since the last one.")
            .Produces<HeadsAnswer>();
    }

    private static async Task<IResult> All(
        HttpContext context, [FromServices] DailyHeads heads, [FromServices] AuditKey key, long after = 0) =>
        context.Visitor().IsAdmin
            ? Answer(await heads.All(after, context.RequestAborted), key)
            : KnownProblems.NotFound.ToAnswer();

    private static async Task<IResult> Make(
        HttpContext context,
        [FromServices] DailyHeads heads,
        [FromServices] AuditKey key,
        [FromServices] PolicyShelf policies,
        [FromServices] IHostApplicationLifetime server,
        TimeProvider time)
    {
        if (!context.Visitor().IsAdmin)
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        var today = Days.Of(time.Now(), policies.Book.Active.Calendar.TimeZone);

        // a large one takes longer than anybody waits at the door: it is finished all the same, and GET has it then
        return await heads.Make(today, server.ApplicationStopping).WaitAsync(context.RequestAborted) is { } made ? Answer([made], key) : KnownProblems.Unavailable.ToAnswer();
    }

    private static JsonHttpResult<HeadsAnswer> Answer(IEnumerable<StoredHead> heads, AuditKey key) => TypedResults.Json(
        new HeadsAnswer(key.Public, [.. heads.Select(h => new AnchorLine(h.Body, Convert.ToBase64String(h.Signature)))]),
        ApiJson.Default.HeadsAnswer);
}

/// <summary>Heads.</summary>
/// <param name="PublicKey">Of their signatures: SubjectPublicKeyInfo, base64.</param>
/// <param name="Items">Each as a line of an anchor.</param>
internal sealed record HeadsAnswer(string PublicKey, AnchorLine[] Items);
