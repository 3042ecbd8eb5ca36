using System.Globalization;
using System.Text;

namespace Monitoring.Acceptance.Tests.Door.Malformed;

/// <summary>A request as it goes over the wire, which nobody has checked.</summary>
internal sealed record WireRequest(string Method, string Path, byte[] Body)
{
    public string Version { get; init; } = "HTTP/1.1";

    public List<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What goes over the wire as the body, if that is not simply the body.</summary>
    public byte[]? Framed { get; init; }

    /// <summary>The frame of the request was broken, not its body: the server may answer without a problem, or just close.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Its head may be such that it is refused before anything of the product sees it, without a body.</summary>
    public bool IsOddAtTheHead { get; init; }

    /// <summary>What was done to it.</summary>
    public string Told { get; init; } = "nothing";

    public WireRequest With(string name, string? value)
    {
        var headers = Headers.Where(h => !h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (value is not null)
        {
            headers.Add((name, value));
        }

        return this with { Headers = headers };
    }

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{Method} {Path} {Version}\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (!Headers.Exists(h => h.Name is "Content-Length" or "Transfer-Encoding"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {(Framed ?? Body).Length}\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Framed ?? Body];
    }
}
