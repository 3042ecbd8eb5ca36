using System.Security.Claims;

namespace Monitoring.LiveBoard.Live;

/// <summary>
/// Who may see which board. Asked when somebody joins and again before every frame, so it answers from memory, and its
/// answer turns within five seconds of a right being taken away.
/// </summary>
public interface IAudienceGate
{
    /// <summary>True if this user may see this audience's feed now. An audience that does not exist is nobody's.</summary>
    bool May(ClaimsPrincipal user, string audience);
}
