using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Grains;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Tests.Http;

/// <summary>A3: every reading of what somebody wrote has its event first, with who and why; the vault opens nothing else.</summary>
public sealed class RevealCountTests
{
    private const int Seed = 36;
    private const int Readings = 60;

    [Fact]
    public async Task A3_The_vault_opens_as_many_texts_as_events_say_were_read()
    {
        await using var door = await Door.Open();
        var vault = door.Services.GetRequiredService<ComplaintVault>();
        var ids = new[] { await door.Filed(), await door.Filed(), await door.Filed(Complaints.Plain().With("whistleblower", true)) };
        var chance = new Random(Seed);
        var (read, refused, unknown) = (0, 0, 0);
        for (var n = 0; n < Readings; n++)
        {
            var (writes, answers) = (chance.Next(8) == 0, chance.Next(8) == 0);
            if (writes)
            {
                door.Log.LoseWrite();
            }
            else if (answers)
            {
                door.Log.LoseAnswer();
            }

            var answer = await door.Verb(
                ids[chance.Next(ids.Length)],
                "reveal",
                new { text = chance.Next(5) == 0 ? "diary" : chance.Next(2) == 0 ? "text" : "reporter", reason = "triage" },
                $"key-{chance.Next(Readings)}");
            read += answer.Status == 200 ? 1 : 0;
            refused += answer.Status is 404 or 409 or 422 ? 1 : 0;
            unknown += answer.Status == 503 ? 1 : 0;
            var said = await Said(door, ids);

            // what was written and not confirmed is an event of a reading that never was
            Assert.Equal(read, vault.Opened);
            Assert.InRange(said, read, read + unknown);
        }

        Assert.True(read > 5 && refused > 5 && unknown > 2, $"seed {Seed}: read {read}, refused {refused}, unknown {unknown}");
    }

    /// <summary>How many events tell of a reading, each of which names who, what and why.</summary>
    private static async Task<int> Said(Door door, IEnumerable<string> ids)
    {
        var said = 0;
        foreach (var id in ids)
        {
            foreach (var row in (await door.Log.Read(Streams.Complaint(id), 0, default)).Where(e => e.Kind == "revealed"))
            {
                using var told = JsonDocument.Parse(row.Body);
                Assert.Equal("triage", told.RootElement.GetProperty("reason").GetString());
                Assert.NotEqual("", told.RootElement.GetProperty("text").GetString());
                Assert.NotEqual("", told.RootElement.GetProperty("by").GetProperty("role").GetString());
                said++;
            }
        }

        return said;
    }
}
