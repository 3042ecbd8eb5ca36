using System.Collections.Frozen;
using System.Security.Claims;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.SignIn;

/// <summary>Who is signed in, and what that allows.</summary>
/// <param name="Name">Names the client in idempotency keys: never a person.</param>
/// <param name="Role">The role that stands in events.</param>
/// <param name="Roles">Every role held.</param>
/// <param name="Ticket">The session's ticket, if a cookie signed in; null for a bearer key.</param>
public sealed record Visitor(string Name, string Role, FrozenSet<string> Roles, string? Ticket)
{
    /// <summary>Kind of the claim that holds <see cref="Ticket"/>.</summary>
    internal const string TicketClaim = "ticket";

    private const string AdminRole = "admin";
    private const string InspectorateRole = "inspectorate";

    private static readonly FrozenSet<string> AdminRoles =
        FrozenSet.ToFrozenSet(["operator", "supervisor", AdminRole], StringComparer.Ordinal);

    private ClaimsPrincipal? _principal;

    /// <summary>
    /// Holder of the admin key. It is the only sign-in so far, so it holds every role but the inspectorate's; what it
    /// does to complaints it does as operator.
    /// </summary>
    public static Visitor Admin(string? ticket = null) => new(AdminRole, "operator", AdminRoles, ticket);

    /// <summary>Signed in by a cookie, which browsers send unasked.</summary>
    public bool ByCookie => Ticket is not null;

    /// <summary>Who stands in the events that this visitor causes.</summary>
    public Actor Actor => new(Role);

    /// <summary>Who stands in the events when the visitor acts in one of the roles held; null where it is not held.</summary>
    public Actor? ActingAs(string? role) =>
        string.IsNullOrEmpty(role) ? Actor : Roles.Contains(role) ? new Actor(role) : null;

    /// <summary>Whether this is an administrator: for all others what an administrator alone may see is not there.</summary>
    public bool IsAdmin => Roles.Contains(AdminRole);

    /// <summary>Whether a complaint exists for this visitor: a sealed one does for the inspectorate alone.</summary>
    public bool MaySee(bool isSealed) => !isSealed || Roles.Contains(InspectorateRole);

    /// <summary>The same for code that knows ASP.NET Core only, as the hub does.</summary>
    public ClaimsPrincipal Principal => _principal ??= ToPrincipal();

    private ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, Name), .. Roles.Select(role => new Claim(ClaimTypes.Role, role))], "monitoring");
        if (Ticket is not null)
        {
            identity.AddClaim(new Claim(TicketClaim, Ticket));
        }

        return new ClaimsPrincipal(identity);
    }
}

/// <summary>The visitor of a request.</summary>
internal static class VisitorOfRequest
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the gate let through what it must not.</exception>
    public static Visitor Visitor(this HttpContext context) =>
        context.Features.Get<Visitor>() ?? throw new InvalidOperationException("This needs a visitor who is signed in.");
}
