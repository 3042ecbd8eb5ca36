using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>
/// Several clients that file complaints, each as many at a time as it was allowed, and none of which gives up: what was
/// cut off or put off is sent again, to another door if there is one, with the same key and body, until there is an answer.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const double WithDeadline = 0.8;

    private static readonly string?[] Grades = ["red", "yellow", "green", null];

    private readonly Doors _doors;
    private readonly Habits _habits;
    private readonly SemaphoreSlim _allowed = new(0);
    private readonly CancellationTokenSource _enough = new();
    private readonly Task[] _clients;
    private readonly ConcurrentQueue<Filing> _filings = new();
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private int _allowedInAll;
    private int _sent;
    private int _settled;
    private string _lastPutOff = "";
    private volatile Threshold _threshold = new(int.MaxValue, int.MaxValue, () => { });

    public Load(Doors doors, int seed, Habits habits)
    {
        (_doors, _habits) = (doors, habits);
        _clients = [.. Enumerable.Range(0, habits.Clients).Select(n => Guarded(Client(n, new Random(seed + n))))];
    }

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Whether all that was allowed has its answer.</summary>
    public bool IsThrough => Volatile.Read(ref _settled) >= Volatile.Read(ref _allowedInAll);

    public TimeSpan LatestDeadline => _habits.Latest;

    /// <summary>Fails as soon as one of the clients does.</summary>
    public Task Broken => _broken.Task;

    /// <summary>What was sent so far, the settled and the others.</summary>
    public IEnumerable<Filing> Filings => _filings;

    /// <summary>Allows so many more complaints.</summary>
    public void Allow(int count)
    {
        Interlocked.Add(ref _allowedInAll, count);
        _allowed.Release(count);
    }

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
        Allow(count);
    }

    /// <summary>Allows so many complaints a second until that is cancelled. What finds no client free does not pile up.</summary>
    public async Task Flow(int perSecond, CancellationToken until)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / perSecond);
        try
        {
            while (await timer.WaitForNextTickAsync(until))
            {
                if (_allowed.CurrentCount < _habits.Clients)
                {
                    Allow(1);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // it is enough
        }
    }

    /// <summary>Waits until every complaint has its answer; what was sent, and how it ended.</summary>
    public async Task<IReadOnlyList<Filing>> Settle()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_clients).For(() => $"the clients' last answers: {this}{_doors.Said()}");
        return [.. _filings];
    }

    /// <summary>
    /// Asks once more for those that were refused after a try of unknown end. What a silo had sent to the database when it was cut
    /// off may arrive after the refusal; then the same key must find it.
    /// </summary>
    public async Task AskAgain()
    {
        var chance = new Random(Asked.Seed);
        foreach (var filing in _filings.Where(f => f.Refused && f.CutAt is not null))
        {
            filing.Refused = false;
            await Settle(filing, chance);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        _doors.Dispose();
    }

    /// <summary>What happened so far, for a message.</summary>
    public override string ToString() => $"{_sent} sent, {_settled} settled, {InFlight} in flight{_lastPutOff}";

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
        for (var filed = 0; ; filed++)
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
            await _doors.AnOpenOne(chance, butNot: null);
            var filing = New($"{number}-{filed}", chance);
            _filings.Enqueue(filing);
            await Settle(filing, chance);
            Tell(_sent, Interlocked.Increment(ref _settled));
        }
    }

    private Filing New(string key, Random chance)
    {
        var dueAt = chance.NextDouble() < WithDeadline
            ? DateTimeOffset.UtcNow + _habits.Soonest + ((_habits.Latest - _habits.Soonest) * chance.NextDouble())
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

    private async Task Settle(Filing filing, Random chance)
    {
        ServerProcess? last = null;
        while (!filing.IsSettled)
        {
            var open = await _doors.AnOpenOne(chance, butNot: last);
            last = open.Server;
            try
            {
                await Read(filing, await Send(filing, open.Door), open);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                await open.Run.Ending.For(() => $"the end of the server that gave {filing.Key} no answer: {e}{open.Server.Said()}");
                filing.WasCut();
            }
        }
    }

    private async Task Read(Filing filing, Answer answer, OpenDoor from)
    {
        switch (answer)
        {
            case { Status: 201 }:
                filing.Answer = answer.Body;
                break;
            case { Status: 422 } when filing.DueAt < DateTimeOffset.UtcNow:
                filing.Refused = true;
                break;
            case { Status: 503, RetryAfter: { } wait }:
                // "may have been stored": the same as no answer
                filing.WasPutOff();
                _lastPutOff = $", the last that was put off: {answer} by {from.Server.Address}";
                if (filing.PutOff % _doors.Count == 0)
                {
                    // each door has had its turn; the server named the instant
                    await Instants.Passes(DateTimeOffset.UtcNow + wait);
                }

                break;
            default:
                throw new InvalidOperationException($"{filing.Key} was answered {answer} by {from.Server.Address}{from.Server.Said()}");
        }
    }

    private async Task<Answer> Send(Filing filing, DoorOf door)
    {
        Interlocked.Increment(ref _inFlight);
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            filing.SentAt = DateTimeOffset.UtcNow;
            var answering = door.File(filing.Body, filing.Key);
            Tell(Interlocked.Increment(ref _sent), _settled);
            var answer = await answering;
            filing.AnsweredAt = DateTimeOffset.UtcNow;
            return answer;
        }
        finally
        {
            var waited = Stopwatch.GetElapsedTime(startedAt);
            filing.LongestWait = waited > filing.LongestWait ? waited : filing.LongestWait;
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
