using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door.Malformed;

/// <summary>Requests as the description of the API has them, drawn by chance: what the mutations begin with.</summary>
internal sealed class Grammar(JsonDocument description, IReadOnlyList<string> complaints)
{
    private static readonly string[] Verbs =
    [
        "verify", "grade", "assign", "acknowledge", "contact", "act", "answer", "reply", "requestCompletion", "complete",
        "transfer", "close", "withdraw", "reopen", "reveal", "hold", "merge", "dance",
    ];

    /// <summary>What is sensible where the description only says that it is a text.</summary>
    private static readonly Dictionary<string, string[]> Texts = new()
    {
        ["channel"] = ["KOTAK_SARAN", "KOTAK_SARAN", "SP4N_LAPOR", "WBS"],
        ["facility"] = ["desk", "nowhere", ""],
        ["grade"] = ["red", "yellow", "green"],
        ["text"] = ["Antre sejak pagi", "Obat habis 💊", "text"],
        ["accused"] = ["head", "staff"],
        ["conveyedAt"] = ["2026-01-05T08:00:00+07:00", "2026-01-05T08:00:00Z"],
        ["incidentAt"] = ["2026-01-04T08:00:00.123Z"],
        ["dueAt"] = ["2040-01-01T00:00:00Z"],
        ["unit"] = ["IGD"],
        ["reason"] = ["done", "asked"],
        ["sha256"] = [new string('a', 64)],
        ["code"] = ["AAAA-BBBB-CCCC-DDDD"],
    };

    public WireRequest Draw(Random chance, string key)
    {
        (string Path, JsonElement? Schema) drawn = chance.Next(10) switch
        {
            < 5 => ("/api/v1/complaints", Schema("/api/v1/complaints")),
            < 8 => ($"/api/v1/complaints/{complaints[chance.Next(complaints.Count)]}/{Verbs[chance.Next(Verbs.Length)]}",
                Schema("/api/v1/complaints/{id}/{verb}")),
            8 => ("/api/v1/track", Schema("/api/v1/track")),
            _ => ("/api/v1/session", null),
        };
        var body = drawn.Schema is { } schema ? Instance(schema, "", chance, deep: 0)!.ToJsonString() : "";
        return new WireRequest("POST", drawn.Path, Encoding.UTF8.GetBytes(body))
        {
            Headers =
            [
                ("Host", "127.0.0.1"), ("Authorization", "Bearer " + ServerProcess.AdminKey), ("Idempotency-Key", key),
                ("Content-Type", "application/json"), ("Connection", "close"),
            ],
        };
    }

    private JsonElement Schema(string path) => Resolve(description.RootElement.GetProperty("paths").GetProperty(path)
        .GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"));

    private JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var place))
            {
                schema = place.GetString()!.Split('/').Skip(1).Aggregate(description.RootElement, (at, name) => at.GetProperty(name));
            }
            else if (schema.TryGetProperty("oneOf", out var either))
            {
                schema = either.EnumerateArray().Last();
            }
            else
            {
                return schema;
            }
        }
    }

    private JsonNode? Instance(JsonElement schema, string name, Random chance, int deep)
    {
        schema = Resolve(schema);
        var type = schema.TryGetProperty("type", out var said)
            ? said.ValueKind == JsonValueKind.Array ? said.EnumerateArray().Select(t => t.GetString()).First(t => t != "null") : said.GetString()
            : "string";
        switch (type)
        {
            case "object":
                var whole = new JsonObject();
                foreach (var member in schema.GetProperty("properties").EnumerateObject())
                {
                    // few at a time, or nothing would ever be taken
                    if (deep > 0 || member.Name is "channel" or "text" or "code" || chance.Next(6) == 0)
                    {
                        whole[member.Name] = Instance(member.Value, member.Name, chance, deep + 1);
                    }
                }

                return whole;
            case "array":
                return new JsonArray([.. Enumerable.Range(0, chance.Next(3)).Select(_ => Instance(schema.GetProperty("items"), name, chance, deep + 1))]);
            case "boolean":
                return chance.Next(2) == 0;
            case "integer" or "number":
                return chance.Next(1, 1_000);
            default:
                return Texts.TryGetValue(name, out var texts) ? texts[chance.Next(texts.Length)] : "x" + chance.Next(10).ToString(CultureInfo.InvariantCulture);
        }
    }
}
