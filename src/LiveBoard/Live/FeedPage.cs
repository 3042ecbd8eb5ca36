using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard.Live;

/// <summary>Lines that go out together: a JSON array of the bytes that every connection and every GET shares.</summary>
[JsonConverter(typeof(FeedPageJson))]
public sealed record FeedPage(ImmutableArray<FeedLine> Lines);

/// <summary>Writes a page without serialising its items again.</summary>
internal sealed class FeedPageJson : JsonConverter<FeedPage>
{
    public override FeedPage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Pages are only sent.");

    public override void Write(Utf8JsonWriter writer, FeedPage value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (FeedLine line in value.Lines)
        {
            writer.WriteRawValue(line.Json.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }
}
