using System.Text.Json;
using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Json;

/// <summary>An instant in an address, read as one in a body is: whole, with its offset, and of a century that is meant.</summary>
internal static class InstantText
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The last instant that anybody may speak of: beyond it the reckoning of days comes near its own end.</summary>
    internal static readonly DateTimeOffset Latest = new(2099, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);

    /// <summary>Null where <paramref name="errors"/> say why it is none.</summary>
    public static DateTimeOffset? Read(string field, string text, FieldErrors errors)
    {
        DateTimeOffset? at = null;
        try
        {
            at = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(text, ApiJson.Default.String), ApiJson.Default.DateTimeOffset);
        }
        catch (JsonException)
        {
            errors.Add(field, "It is an instant with its offset, as in 2026-03-20T08:00:00Z; a plus is written %2B here.");
        }

        if (at < Earliest || at > Latest)
        {
            errors.Add(field, "It lies before the year 2000 or after 2099.");
        }

        return errors.IsEmpty ? at : null;
    }
}
