using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains;

namespace Monitoring.Silo.Http.Json;

/// <summary>
/// Instants as ISO 8601. One without an offset is refused: it would mean the server's zone, which nobody meant. They are
/// whole milliseconds UTC on both sides.
/// </summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Where an offset can begin at the earliest: after a date, a T and at least minutes.</summary>
    private const int ShortestTime = 16;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || !reader.TryGetDateTimeOffset(out var at))
        {
            throw new JsonException();
        }

        var text = reader.ValueSpan;
        return text.Length > ShortestTime && text[ShortestTime..].IndexOfAny((byte)'Z', (byte)'+', (byte)'-') >= 0
            ? at.ToWholeMilliseconds()
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var written, Form, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
