using System.Text;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door.Malformed;

/// <summary>Found by mutation: a chunk larger than any number was answered 500, as if the fault were ours.</summary>
public sealed class ChunkSizeTests
{
    [Theory]
    [InlineData("ffffffffffffffff\r\nx")]
    [InlineData("80000000\r\nx")]
    public async Task A_chunk_of_impossible_size_is_the_senders_fault(string framed)
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        var request = new WireRequest("POST", "/api/v1/complaints", [])
        {
            Headers =
            [
                ("Host", "127.0.0.1"), ("Authorization", "Bearer " + ServerProcess.AdminKey), ("Idempotency-Key", "k"),
                ("Content-Type", "application/json"), ("Connection", "close"), ("Transfer-Encoding", "chunked"),
            ],
            Framed = Encoding.ASCII.GetBytes(framed),
        };

        var answer = await Wire.Send(server.Address, request, number: 1);

        Assert.Equal(400, answer?.Status);
        Assert.Equal("application/problem+json", answer?.MediaType);
    }
}
