namespace Monitoring.Acceptance.Tests.Door;

/// <summary>A request that the server has begun to read: its headers and half of its body are there.</summary>
internal sealed class HalfRequest : IDisposable
{
    private readonly RawConnection _connection;
    private readonly string _rest;

    private HalfRequest(RawConnection connection, string rest) => (_connection, _rest) = (connection, rest);

    public static async Task<HalfRequest> Begin(Uri server, string body, string idempotencyKey)
    {
        var connection = await RawConnection.To(server);
        await connection.WriteHead(server, body, idempotencyKey, "Expect: 100-continue");

        // the server says this when its handler asks for the body: from here on the request is in its hands
        Assert.StartsWith("HTTP/1.1 100", await connection.ReadSome(), StringComparison.Ordinal);
        var half = body.Length / 2;
        await connection.Write(body[..half]);
        return new HalfRequest(connection, body[half..]);
    }

    /// <summary>Sends the rest and reads what the server answers until it closes.</summary>
    public async Task<string> Finish()
    {
        await _connection.Write(_rest);
        return await _connection.ReadToEnd();
    }

    public void Dispose() => _connection.Dispose();
}
