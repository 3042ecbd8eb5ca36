namespace Monitoring.Silo.Http.Intake;

/// <summary>The header that names a request, so that its repetition has no second effect.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 255;

    /// <summary>The key, or null where it is missing, given twice, or not 1 to 255 visible ASCII characters.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= Longest } key]
        && !key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? key
            : null;
}
