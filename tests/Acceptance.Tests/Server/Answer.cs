using System.Text.Json;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>An answer of the server, read whole.</summary>
internal sealed record Answer(int Status, string? MediaType, string Body)
{
    /// <summary>When the server asked to be asked again, if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public T As<T>() => JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)
        ?? throw new InvalidDataException("The body is null.");

    public override string ToString() => $"{Status} {MediaType} {Body}";
}
