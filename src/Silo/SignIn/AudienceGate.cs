using System.Security.Claims;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Live;
using Monitoring.Silo.Facilities;

namespace Monitoring.Silo.SignIn;

/// <summary>
/// Who may see which board: every audience that exists, for those who are signed in, but the inspectorate's, which is
/// for its own people. A session that was signed out loses its boards with the next frame.
/// </summary>
public sealed class AudienceGate(FacilityDirectory facilities, SessionTickets tickets) : IAudienceGate
{
    private const string RegionPrefix = "region:";
    private const string FacilityPrefix = "facility:";

    public bool May(ClaimsPrincipal user, string audience)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(audience);
        if (user.FindFirst(Visitor.TicketClaim) is { } ticket && !tickets.IsGood(ticket.Value))
        {
            return false;
        }

        return audience == Audience.Inspectorate
            ? user.IsInRole("inspectorate")
            : user.IsInRole("supervisor") && Exists(audience);
    }

    /// <summary>Every audience that a signed-in visitor may see, the widest first.</summary>
    public IEnumerable<string> Audiences(Visitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var user = visitor.Principal;
        return new[] { Audience.Province, Audience.Inspectorate }
            .Concat(facilities.Roster.Regions.Select(r => Audience.Region(r.Code)))
            .Concat(facilities.All.Select(f => Audience.Facility(f.Id)))
            .Where(audience => May(user, audience));
    }

    private bool Exists(string audience)
    {
        if (audience.StartsWith(RegionPrefix, StringComparison.Ordinal))
        {
            return facilities.HasRegion(audience[RegionPrefix.Length..]);
        }

        return audience.StartsWith(FacilityPrefix, StringComparison.Ordinal)
            ? facilities.Find(audience[FacilityPrefix.Length..]) is not null
            : audience == Audience.Province;
    }
}
