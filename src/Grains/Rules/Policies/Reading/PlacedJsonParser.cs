using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Builds a <see cref="PlacedJson"/>: System.Text.Json reads the tokens, this counts the lines.</summary>
internal sealed class PlacedJsonParser(string json, string file)
{
    private const int DeepestNesting = 16;

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
    private int _countedBytes;
    private int _line = 1;
    private string _path = "$";

    public PlacedJson Parse()
    {
        // the reader refuses comments and trailing commas unless told otherwise
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            reader.Read();
            var value = Value(ref reader, "$");
            reader.Read();
            return value;
        }
        catch (JsonException malformed)
        {
            throw new PolicyRefusedException(file, (int)(malformed.LineNumber ?? 0) + 1, _path, ReasonOf(malformed));
        }
    }

    private PlacedJson Value(ref Utf8JsonReader reader, string path)
    {
        _path = path;
        var line = LineOf(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new(file, line, path, JsonValueKind.Object) { AllMembers = Members(ref reader, path) },
            JsonTokenType.StartArray => new(file, line, path, JsonValueKind.Array) { AllItems = Items(ref reader, path) },
            JsonTokenType.String => new(file, line, path, JsonValueKind.String) { Raw = Text(ref reader) },
            JsonTokenType.Number =>
                new(file, line, path, JsonValueKind.Number) { Raw = Encoding.UTF8.GetString(reader.ValueSpan) },
            JsonTokenType.True => new(file, line, path, JsonValueKind.True),
            JsonTokenType.False => new(file, line, path, JsonValueKind.False),
            _ => new(file, line, path, JsonValueKind.Null),
        };
    }

    private ImmutableArray<PlacedMember> Members(ref Utf8JsonReader reader, string path)
    {
        var members = ImmutableArray.CreateBuilder<PlacedMember>();
        var names = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var line = LineOf(ref reader);
            var name = Text(ref reader);
            var memberPath = PlacedJson.PathOf(path, name);
            if (!names.Add(name))
            {
                throw new PolicyRefusedException(file, line, memberPath, $"The member \"{name}\" occurs twice.");
            }

            reader.Read();
            members.Add(new(name, line, Value(ref reader, memberPath)));
        }

        return members.ToImmutable();
    }

    private ImmutableArray<PlacedJson> Items(ref Utf8JsonReader reader, string path)
    {
        var items = ImmutableArray.CreateBuilder<PlacedJson>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader, $"{path}[{items.Count}]"));
        }

        return items.ToImmutable();
    }

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new PolicyRefusedException(file, LineOf(ref reader), _path, "The text holds half a surrogate pair.");
        }
    }

    private int LineOf(ref Utf8JsonReader reader)
    {
        // tokens come in order, so each byte is counted once
        var at = (int)reader.TokenStartIndex;
        _line += _utf8.AsSpan(_countedBytes, at - _countedBytes).Count((byte)'\n');
        _countedBytes = at;
        return _line;
    }

    private static string ReasonOf(JsonException malformed)
    {
        var message = malformed.Message;
        if (message.StartsWith("'/' is", StringComparison.Ordinal))
        {
            return "Comments are not allowed in JSON.";
        }

        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "Not valid JSON: " + (place < 0 ? message : message[..place]);
    }
}
