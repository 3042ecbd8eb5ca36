using System.Globalization;
using System.Text.Json;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.KillNine;

/// <summary>
/// Several clients that file complaints, each as many at a time as it was allowed, and none of which gives up: what was
/// cut off is sent again, with the same key and body, until there is an answer.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Clients = 8;
    private const double WithDeadline = 0.8;
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(0.5);
    public static readonly TimeSpan Latest = TimeSpan.FromSeconds(3);

    private static readonly string?[] Grades = ["red", "yellow", "green", null];

    private readonly ServerProcess _server;
    private readonly DoorOf _door;
    private readonly SemaphoreSlim _allowed = new(0);
    private readonly CancellationTokenSource _enough = new();
    private readonly Task[] _clients;
    private readonly List<Filing>[] _filings;
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private int _sent;
    private int _settled;
    private volatile Threshold _threshold = new(int.MaxValue, int.MaxValue, () => { });

    public Load(ServerProcess server, int seed)
    {
        _server = server;
        _door = new DoorOf(server.Address);
        _filings = [.. Enumerable.Range(0, Clients).Select(_ => new List<Filing>())];
        _clients = [.. Enumerable.Range(0, Clients).Select(n => Guarded(Client(n, new Random(seed + n))))];
    }

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Fails as soon as one of the clients does.</summary>
    public Task Broken => _broken.Task;

    /// <summary>
    /// Allows so many more complaints and does something at one instant of them, there and then: what would happen after
    /// an answer, as a commit that comes too late, must find no time.
    /// </summary>
    public void Allow(int count, KillAt instant, Action then)
    {
        var (sent, settled) = (Volatile.Read(ref _sent), Volatile.Read(ref _settled));
        _threshold = instant switch
        {
            KillAt.Sending => new Threshold(sent + count, int.MaxValue, then),
            KillAt.Answering => new Threshold(int.MaxValue, settled + ((count + 1) / 2), then),
            KillAt.Answered or KillAt.Breaching => new Threshold(int.MaxValue, settled + count, then),
            _ => throw new ArgumentOutOfRangeException(nameof(instant), instant, "nothing is filed then"),
        };
        _allowed.Release(count);
    }

    /// <summary>Waits until every complaint has its answer; what was sent, and how it ended.</summary>
    public async Task<IReadOnlyList<Filing>> Settle()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_clients).For("the clients' last answers" + _server.Said());
        return [.. _filings.SelectMany(f => f)];
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        _door.Dispose();
    }

    /// <summary>What happened so far, for a message.</summary>
    public override string ToString() => $"{_sent} sent, {_settled} settled, {InFlight} in flight";

    private async Task Guarded(Task client)
    {
        try
        {
            await client;
        }
        catch (Exception e)
        {
            _broken.TrySetException(e);
            throw;
        }
    }

    private async Task Client(int number, Random chance)
    {
        while (true)
        {
            try
            {
                await _allowed.WaitAsync(_enough.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // a deadline is set when it can be sent
            await _server.WhenReady(CancellationToken.None);
            var filing = New($"{number}-{_filings[number].Count}", chance);
            _filings[number].Add(filing);
            await Settle(filing);
            Tell(_sent, Interlocked.Increment(ref _settled));
        }
    }

    private static Filing New(string key, Random chance)
    {
        var dueAt = chance.NextDouble() < WithDeadline
            ? DateTimeOffset.UtcNow + Soonest + ((Latest - Soonest) * chance.NextDouble())
            : (DateTimeOffset?)null;
        var body = JsonSerializer.Serialize(new
        {
            facility = chance.Next(SmallProvince.Facilities.Count + 1) is var n && n < SmallProvince.Facilities.Count
                ? SmallProvince.Facilities[n]
                : null,
            channel = "KOTAK_SARAN",
            grade = Grades[chance.Next(Grades.Length)],
            dueAt = dueAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            text = "Keluhan " + key,
        });
        return new Filing(key, body, dueAt);
    }

    private async Task Settle(Filing filing)
    {
        while (filing.Answer is null && !filing.Refused)
        {
            var kills = _server.Kills;
            try
            {
                await _server.WhenReady(CancellationToken.None);
                var answer = await Send(filing);
                switch (answer.Status)
                {
                    case 201:
                        filing.Answer = answer.Body;
                        break;
                    case 422 when filing.DueAt < DateTimeOffset.UtcNow:
                        filing.Refused = true;
                        break;
                    case 503:
                        // "may have been stored": the same as no answer
                        filing.WasCut();
                        break;
                    default:
                        throw new InvalidOperationException($"{filing.Key} was answered {answer}{_server.Said()}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                if (kills == _server.Kills)
                {
                    throw new InvalidOperationException($"{filing.Key} got no answer although nobody was killed.", e);
                }

                filing.WasCut();
            }
        }
    }

    private async Task<Answer> Send(Filing filing)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            var answering = _door.File(filing.Body, filing.Key);
            Tell(Interlocked.Increment(ref _sent), _settled);
            return await answering;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private void Tell(int sent, int settled) => _threshold.Look(sent, settled);

    private sealed class Threshold(int lastSent, int lastSettled, Action then)
    {
        private int _reached;

        public void Look(int sent, int settled)
        {
            if ((sent >= lastSent || settled >= lastSettled) && Interlocked.Exchange(ref _reached, 1) == 0)
            {
                then();
            }
        }
    }
}
