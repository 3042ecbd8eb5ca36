using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Door.Malformed;

/// <summary>
/// Each request is drawn from the seed and its own number, so that one that was answered badly can be sent alone:
/// <c>KILL_SEED=S MALFORMED_ONLY=N</c>.
/// </summary>
public sealed class MalformedTests(ITestOutputHelper output)
{
    private const int Targets = 12;
    private const string Good = """{"channel":"KOTAK_SARAN","text":"Antre sejak pagi"}""";

    private static readonly int Count = Asked.Number("MALFORMED", 10_000);
    private static readonly int Only = Asked.Number("MALFORMED_ONLY", -1);

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentDictionary<string, byte> _filed = new();
    private readonly ConcurrentBag<string> _bad = [];

    [Fact]
    public async Task Whatever_comes_in_is_answered_with_a_clear_no_or_a_yes_and_a_no_stores_nothing()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var door = new DoorOf(server.Address);
        var targets = await Task.WhenAll(Enumerable.Range(0, Targets).Select(async n =>
            (await door.File(Good, $"target-{n}")).As<Filed>().Id));
        using var description = JsonDocument.Parse((await door.Get("/openapi/v1.json")).Body);
        var grammar = new Grammar(description, targets);
        using var enough = new CancellationTokenSource();
        var others = Others(door, enough.Token);

        await Parallel.ForEachAsync(Only >= 0 ? [Only] : Enumerable.Range(0, Count), AtOnce, async (number, _) =>
        {
            var chance = new Random(HashOf(Asked.Seed, number));
            var request = Mutations.Mutate(grammar.Draw(chance, $"malformed-{number}"), chance);
            Judge(number, request, await Wire.Send(server.Address, request, number));
        });

        await enough.CancelAsync();
        var good = await others;
        output.WriteLine(
            $"{_statuses.Values.Sum()} requests: {string.Join(", ", _statuses.OrderBy(s => s.Key).Select(s => s.Key == 0 ? $"{s.Value} closed without an answer" : $"{s.Value} × {s.Key}"))}. "
            + $"Meanwhile {good} good ones of another client were answered 201.");
        Assert.True(_bad.IsEmpty, $"{_bad.Count} were answered badly, as: {string.Join("\n", _bad.Take(5))}{server.Said()}");

        // whistleblowers' cases are the inspectorate's alone; what was cut off may have been taken before
        var stored = (await door.WholeFeed("province")).Concat(await door.WholeFeed("inspectorate"))
            .Where(i => i.Kind == "filed").Select(i => i.Complaint!).ToHashSet();
        Assert.Empty(_filed.Keys.Except(stored));
        Assert.InRange(stored.Count - Targets - good - _filed.Count, 0, _statuses.GetValueOrDefault(0));
        Assert.Equal(200, (await door.Get("/health/ready")).Status);
    }

    /// <summary>The same on every machine and in every run.</summary>
    private static int HashOf(int seed, int number) => unchecked((seed * 486_187_739) + (number * 16_777_619));

    private void Judge(int number, WireRequest request, Answer? answer)
    {
        _statuses.AddOrUpdate(answer?.Status ?? 0, 1, (_, n) => n + 1);
        if (answer is { Status: 201 })
        {
            _filed[answer.As<Filed>().Id] = 1;
        }

        if (Wrong(request, answer) is { } wrong)
        {
            var sent = Encoding.Latin1.GetString(request.ToBytes());
            _bad.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"KILL_SEED={Asked.Seed} MALFORMED_ONLY={number} ({request.Told}): {wrong}: {answer}\n{sent[..Math.Min(sent.Length, 1_500)]}"));
        }
    }

    /// <summary>What is wrong with the answer; null if nothing is.</summary>
    private static string? Wrong(WireRequest request, Answer? answer)
    {
        if (answer is null)
        {
            return request.IsBroken ? null : "no answer";
        }

        if (answer.Status is 200 or 201 or 204)
        {
            return null;
        }

        // a protocol that it does not speak is not its fault
        if (answer.Status is (< 400 or >= 500) and not 505 && !answer.Body.Contains("verb-not-yet", StringComparison.Ordinal))
        {
            return "neither a yes nor a no";
        }

        return request.IsOddAtTheHead && answer.Body.Length == 0 ? null : NoProblem(answer);
    }

    private static string? NoProblem(Answer answer)
    {
        try
        {
            using var problem = JsonDocument.Parse(answer.Body);
            var root = problem.RootElement;
            return answer.MediaType == "application/problem+json"
                && root.GetProperty("status").GetInt32() == answer.Status
                && root.GetProperty("title").GetString() is { Length: > 0 }
                && root.GetProperty("type").GetString() == "urn:monitoring:problem:" + root.GetProperty("code").GetString()
                ? null
                : "not a problem";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "not a problem";
        }
    }

    /// <summary>Another client, whose requests are good: how many were answered.</summary>
    private static async Task<int> Others(DoorOf door, CancellationToken enough)
    {
        var answered = 0;
        for (; !enough.IsCancellationRequested; answered++)
        {
            var answer = await door.File(Good, $"good-{answered}");
            Assert.True(answer.Status == 201, answer.ToString());
        }

        return answered;
    }
}
