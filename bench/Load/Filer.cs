using System.Net.Sockets;
using System.Text;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Load;

/// <summary>Files complaints over a fixed number of connections, each sending its next when its last is answered.</summary>
/// <param name="ports">Of the doors; the connections are dealt out among them.</param>
/// <param name="requests">What is filed.</param>
/// <param name="clock">Measures how long each answer takes.</param>
internal sealed class Filer(IReadOnlyList<int> ports, FilingRequest requests, TimeProvider clock)
{
    private const int Created = 201;

    private int _number;

    public static Task<Filer> For(ServerProcess server, TimeProvider clock, CancellationToken stop) =>
        For([server], clock, stop);

    /// <summary>For several processes that serve the same province.</summary>
    public static async Task<Filer> For(IReadOnlyList<ServerProcess> servers, TimeProvider clock, CancellationToken stop) =>
        new([.. servers.Select(s => s.Port)], new FilingRequest(await servers[0].Facilities(stop), clock.GetUtcNow()), clock);

    /// <summary>Files for a while.</summary>
    public Task<Filed> During(TimeSpan time, int concurrency, CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        return Run(concurrency, () => clock.GetElapsedTime(start) < time ? new Wanted(null) : null, keepIds: false, stop);
    }

    /// <summary>Files this many complaints without a deadline from outside.</summary>
    public Task<Filed> Open(int count, int concurrency, CancellationToken stop) =>
        Many(count, _ => null, concurrency, keepIds: false, stop);

    /// <summary>Files this many complaints with a deadline each, and keeps their ids.</summary>
    public Task<Filed> WithDeadlines(
        int count, Func<int, DateTimeOffset> dueAt, int concurrency, CancellationToken stop) =>
        Many(count, i => dueAt(i), concurrency, keepIds: true, stop);

    private Task<Filed> Many(
        int count, Func<int, DateTimeOffset?> dueAt, int concurrency, bool keepIds, CancellationToken stop)
    {
        var next = -1;
        return Run(concurrency, Next, keepIds, stop);

        Wanted? Next() => Interlocked.Increment(ref next) is var i && i < count ? new Wanted(dueAt(i)) : null;
    }

    private async Task<Filed> Run(int concurrency, Func<Wanted?> next, bool keepIds, CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(n => OneConnection(ports[n % ports.Count], next, keepIds, stop)));
        return new Filed(clock.GetElapsedTime(start), parts);
    }

    private async Task<FiledPart> OneConnection(int port, Func<Wanted?> next, bool keepIds, CancellationToken stop)
    {
        var part = new FiledPart();
        var buffer = new byte[requests.Longest];
        HttpConnection? connection = null;
        try
        {
            while (next() is { DueAt: var dueAt })
            {
                var length = requests.Write(buffer, Interlocked.Increment(ref _number), dueAt);
                var sentAt = clock.GetTimestamp();
                try
                {
                    connection ??= await HttpConnection.Open(port, stop);
                    var answer = await connection.Send(buffer.AsMemory(0, length), stop);
                    Count(part, answer, clock.GetElapsedTime(sentAt), keepIds ? dueAt : null);
                }
                catch (Exception e) when (e is IOException or SocketException)
                {
                    part.Failed(e.Message);
                    connection?.Dispose();
                    connection = null;
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }

        return part;
    }

    private static void Count(FiledPart part, Answer answer, TimeSpan latency, DateTimeOffset? dueAt)
    {
        if (answer.Status != Created)
        {
            part.Failed($"{answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
            return;
        }

        part.Latencies.Add(latency);
        if (dueAt is { } due)
        {
            part.Ids.Add((Id(answer.Body.Span), due));
        }
    }

    private static string Id(ReadOnlySpan<byte> body)
    {
        var value = body[(body.IndexOf("\"id\":\""u8) + "\"id\":\"".Length)..];
        return Encoding.ASCII.GetString(value[..value.IndexOf((byte)'"')]);
    }

    private sealed record Wanted(DateTimeOffset? DueAt);
}
