using System.Text.Json;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>An answer of the server, read whole.</summary>
internal sealed record Answer(int Status, string? MediaType, string Body)
{
    public T As<T>() => JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)
        ?? throw new InvalidDataException("The body is null.");

    public override string ToString() => $"{Status} {MediaType} {Body}";
}
