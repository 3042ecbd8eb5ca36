using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Monitoring.Silo.Http.Intake;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>
/// A channel's gateway while a fault is on: it files over HTTP as any other does, and what is answered 503 it repeats with
/// the same key until it is told 201.
/// </summary>
/// <param name="http">Its line to the door, signed in.</param>
/// <param name="name">Begins its keys, so that no two shifts share one.</param>
/// <param name="facility">Whom the next complaint is about.</param>
/// <param name="time">For its pace.</param>
internal sealed class GatewayShift(HttpClient http, string name, Func<string> facility, TimeProvider time)
{
    private const string Path = "/api/v1/complaints";
    private const int MostWaiting = 32;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _taken = new();
    private int _waiting;
    private long _slowest;

    /// <summary>Ids of what was registered.</summary>
    public IReadOnlyCollection<string> Taken => _taken;

    /// <summary>Complaints that have no answer yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>The longest that an answer of 201 took.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Volatile.Read(ref _slowest));

    /// <summary>Files at a pace until it is over, and ends when all is answered.</summary>
    public async Task Work(TimeSpan every, Task over, CancellationToken cancellation)
    {
        var filings = new List<Task>();
        using var pace = new PeriodicTimer(every, time);
        while (!over.IsCompleted && await pace.WaitForNextTickAsync(cancellation))
        {
            if (Waiting < MostWaiting)
            {
                Interlocked.Increment(ref _waiting);
                filings.Add(FileUntilAnswered(facility(), $"{name}-{filings.Count}", cancellation));
            }
        }

        await Task.WhenAll(filings);
    }

    private async Task FileUntilAnswered(string about, string key, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["channel"] = "SMS",
            ["facility"] = about,
            ["class"] = "permintaan_informasi",
            ["text"] = "SIMULASI: " + key,
        }.ToJsonString();
        try
        {
            while (await Unanswered(body, key, cancellation))
            {
                await Task.Delay(TryAgainAfter, time, cancellation);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<bool> Unanswered(string body, string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path);
        request.Headers.Add(IdempotencyKey.Header, key);
        request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        var began = time.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            if (answer is { StatusCode: System.Net.HttpStatusCode.Created, Headers.Location: { } location })
            {
                Slower(time.GetElapsedTime(began));
                _taken.Enqueue(location.OriginalString[(location.OriginalString.LastIndexOf('/') + 1)..]);
            }

            return answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // no answer at all is a maybe, too
            return true;
        }
    }

    private void Slower(TimeSpan took)
    {
        for (var seen = _slowest; took.Ticks > seen;)
        {
            var before = Interlocked.CompareExchange(ref _slowest, took.Ticks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
