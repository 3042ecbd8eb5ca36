using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>A later version of a pack and of a calendar: other limits, ladders, audiences, days off.</summary>
internal sealed class RandomRevision(Random random)
{
    private readonly RandomPolicy _drawn = new(random);

    public string OfPack(string json)
    {
        var pack = JsonNode.Parse(json)!.AsObject();
        pack["version"] = Later((string)pack["version"]!);
        foreach (var clock in pack["clocks"]!.AsArray())
        {
            Revise(clock!.AsObject(), [.. pack["grades"]!.AsArray().Select(grade => (string)grade!)]);
        }

        if ((string)pack["id"]! == "random" && random.Next(2) == 0)
        {
            pack["ladders"] = JsonNode.Parse(_drawn.Ladders());
        }

        return pack.ToJsonString();
    }

    public string OfCalendar(string json)
    {
        var calendar = JsonNode.Parse(json)!.AsObject();
        if (random.Next(3) == 0)
        {
            return json;
        }

        calendar["version"] = Later((string)calendar["version"]!);
        calendar["holidays"] = JsonNode.Parse(_drawn.Holidays());
        if (random.Next(3) == 0)
        {
            calendar["week"] = JsonNode.Parse(_drawn.Week("wed"));
        }

        return calendar.ToJsonString();
    }

    private void Revise(JsonObject clock, string[] grades)
    {
        if (random.Next(2) == 0)
        {
            clock.Remove("extendedTo");
            foreach (var table in clock.Where(member => member.Key.StartsWith("limitBy", StringComparison.Ordinal)).ToList())
            {
                foreach (var row in table.Value!.AsObject().ToList())
                {
                    table.Value[row.Key] = JsonNode.Parse(_drawn.Time());
                }
            }

            if (clock["limit"] is JsonObject limit && !limit.ContainsKey("external"))
            {
                clock["limit"] = JsonNode.Parse(_drawn.Time());
            }
        }

        if (random.Next(6) == 0)
        {
            clock["appliesTo"] = JsonNode.Parse(_drawn.AppliesTo(grades));
        }

        if (random.Next(8) == 0)
        {
            clock["active"] = random.Next(2) == 0;
        }
    }

    private static string Later(string version)
    {
        var parts = version.Split('.');
        parts[^1] = (int.Parse(parts[^1], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        return string.Join('.', parts);
    }
}
