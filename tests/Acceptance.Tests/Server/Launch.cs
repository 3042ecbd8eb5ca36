using System.Net;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>How a server is started, beyond the port of its door.</summary>
internal sealed record Launch
{
    /// <summary>Settings, as <c>Section__Key</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Options of the command line.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Where its door listens.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>A folder that it shares with others; null: one of its own.</summary>
    public string? Data { get; init; }

    /// <summary>A command that carries out another: it leads into a network of its own.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];
}
