using System.Text.Json.Nodes;

namespace Monitoring.Silo.Tests.Http;

public sealed class UrgencyTests
{
    [Fact]
    public async Task By_urgency_the_cases_of_a_programme_go_first_within_their_grade_page_by_page()
    {
        await using var door = await Door.Open();
        foreach (var (grade, programme) in (ValueTuple<string?, string?>[])
            [("green", null), (null, "infant"), ("red", null), ("yellow", "stunting"), ("red", "maternal"), ("green", "infant"), ("yellow", null), (null, null)])
        {
            await door.Filed(Complaints.Plain().With("grade", grade).With("programme", programme));
        }

        string[] expected =
            ["red maternal", "red ", " infant", " ", "yellow stunting", "yellow ", "green infant", "green "];
        Assert.Equal(expected, await All(door, "order=urgency&limit=100", 8));
        Assert.Equal(expected, await All(door, "order=urgency&limit=3", 8));
        Assert.Equal(["green ", " infant", "red "], (await All(door, "limit=3", 8)).Take(3));
        Assert.Equal(422, (await door.Get("/api/v1/complaints?order=colour")).Status);
        Assert.Equal(422, (await door.Get("/api/v1/complaints?order=urgency&after=x")).Status);
    }

    /// <summary>Every page, once the board has folded so many.</summary>
    private static async Task<List<string>> All(Door door, string query, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var all = new List<string>();
            for (string? next = ""; next is not null;)
            {
                var page = JsonNode.Parse((await door.Get($"/api/v1/complaints?{query}{(next == "" ? "" : $"&after={next}")}")).Body)!;
                all.AddRange(((JsonArray)page["items"]!).Select(row => $"{row!["grade"]} {row["programme"]}"));
                next = (string?)page["next"];
            }

            if (all.Count >= count)
            {
                return all;
            }
        }
    }
}
