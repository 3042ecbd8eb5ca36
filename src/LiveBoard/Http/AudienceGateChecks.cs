using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitoring.LiveBoard.Live;

namespace Monitoring.LiveBoard.Http;

/// <summary>The gate before an HTTP answer.</summary>
internal static class AudienceGateChecks
{
    /// <summary>The refusal, or null if the caller may see the audience.</summary>
    public static ProblemHttpResult? Refusal(this IAudienceGate gate, HttpContext http, string? audience)
    {
        if (!string.IsNullOrEmpty(audience) && gate.May(http.User, audience))
        {
            return null;
        }

        return http.User.Identity?.IsAuthenticated == true ? Problems.Forbidden() : Problems.SignInFirst();
    }
}
