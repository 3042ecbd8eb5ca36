namespace Monitoring.Silo.SignIn;

/// <summary>
/// The sessions that were signed out before they expired: all that is kept of sessions, and kept where a restart, or
/// another process that serves the same province, finds it.
/// </summary>
public interface IEndedSessions
{
    /// <summary>Whether a session was ended. Asked for every request and every frame: it must not wait.</summary>
    bool Has(string session);

    /// <summary>Ends a session. It returns when that is durable.</summary>
    /// <param name="session">Id of the session.</param>
    /// <param name="expiresAt">When its ticket expires by itself, and need not be remembered any longer (UTC).</param>
    /// <param name="now">Now (UTC): what has expired is forgotten.</param>
    /// <param name="cancellation">Stops waiting.</param>
    ValueTask End(string session, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellation);
}
