using System.Collections.Concurrent;
using System.Security.Claims;
using Monitoring.LiveBoard.Live;

namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>Rights that a test gives and takes: user by user, audience by audience.</summary>
internal sealed class Gate : IAudienceGate
{
    private readonly ConcurrentDictionary<(string User, string Audience), bool> _rights = new();

    public bool May(ClaimsPrincipal user, string audience) =>
        user.Identity?.Name is { } name && _rights.ContainsKey((name, audience));

    public void Give(string user, params string[] audiences)
    {
        foreach (string audience in audiences)
        {
            _rights[(user, audience)] = true;
        }
    }

    public void Take(string user, string audience) => _rights.TryRemove((user, audience), out _);
}
