using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door;

public sealed class ConnectionTests
{
    [Fact]
    public async Task One_connection_carries_one_complaint_after_another()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var connection = await RawConnection.To(server.Address);

        for (var n = 0; n < 3; n++)
        {
            var body = $$"""{"channel":"KOTAK_SARAN","text":"Keluhan {{n}}"}""";
            await connection.WriteHead(server.Address, body, $"complaint-{n}");
            await connection.Write(body);
            Assert.StartsWith("HTTP/1.1 201", await WholeAnswer(connection), StringComparison.Ordinal);
        }
    }

    /// <summary>The answers are chunked: the last chunk is empty.</summary>
    private static async Task<string> WholeAnswer(RawConnection connection)
    {
        var answer = "";
        string some;
        do
        {
            some = await connection.ReadSome();
            answer += some;
        }
        while (some.Length > 0 && !answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
        return answer;
    }
}
