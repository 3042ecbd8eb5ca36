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

    /// <summary>More than any instant takes, even with every sign escaped.</summary>
    private const int LongestText = 256;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // a sign may be escaped, as some writers do with a plus, so the text is looked at as it is meant
        Span<byte> text = stackalloc byte[LongestText];
        if (reader.TokenType != JsonTokenType.String
            || reader.ValueSpan.Length > LongestText
            || !reader.TryGetDateTimeOffset(out var at))
        {
            throw new JsonException();
        }

        text = text[..reader.CopyString(text)];
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
