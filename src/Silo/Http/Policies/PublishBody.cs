using System.Text;
using System.Text.Json;

namespace Monitoring.Silo.Http.Policies;

/// <summary>A new pack, a new calendar, or both.</summary>
internal sealed record PublishBody
{
    public JsonElement? Policy { get; init; }

    public JsonElement? Calendar { get; init; }

    /// <summary>
    /// The two texts as they were sent, each moved down to the line on which it stands in the body, so that a refusal names
    /// the line that the sender sees.
    /// </summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static (string? Policy, string? Calendar) Parts(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object is asked for.");
        }

        string? policy = null, calendar = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            var text = new string('\n', body.AsSpan(0, from).Count((byte)'\n')) + Encoding.UTF8.GetString(body, from, (int)reader.BytesConsumed - from);
            switch (name)
            {
                case "policy" when policy is null:
                    policy = text;
                    break;
                case "calendar" when calendar is null:
                    calendar = text;
                    break;
                default:
                    throw new JsonException("Only policy and calendar are known, once each.");
            }
        }

        return (policy, calendar);
    }
}
