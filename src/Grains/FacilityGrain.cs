using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;

namespace Monitoring.Grains;

/// <summary>
/// A facility, its appointment book, and what it owes itself (the other half of this class). It reads the coming five minutes from the index of due rows, and a minute
/// before a complaint is due it wakes it, so that the complaint can arm its own timer. It is never collected for being
/// idle: its whole use is to remember while its complaints sleep.
/// </summary>
[CollectionAgeLimit(AlwaysActive = true)]
public sealed partial class FacilityGrain(
    IEventLog log,
    IPolicyShelf policies,
    WakerOptions wakers,
    TimeProvider time,
    ILogger<FacilityGrain> logger,
    IActivationView? engine = null,
    ITrustedTime? trusted = null)
    : Grain, IFacilityGrain, IRemindable
{
    /// <summary>How far ahead the book is read.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromMinutes(5);

    /// <summary>How long before its instant a complaint is woken.</summary>
    public static readonly TimeSpan WakeAhead = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long after its instant a complaint is left to its own timer, so that a herd is not woken twice. What is overdue for longer is the
    /// net's, which wakes the gravest of the whole province first.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TurnEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgainAtLeastEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan RemindEvery = TimeSpan.FromHours(1);
    private const string ReadBook = "read-book";
    private const int MostRead = 20_000;
    private const int WokenAtOnce = 50;
    private const int MostShown = 200;

    private readonly AppointmentBook _book = new();
    private OneShotTimer? _timer;
    private DateTimeOffset _activatedAt;
    private DateTimeOffset _readUntil;
    private DateTimeOffset? _readAgainAt;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activatedAt = time.Now();
        if (!wakers.FacilityBook)
        {
            return;
        }

        await ReadIndex(cancellationToken);
        Arm();
        if (wakers.FacilityReminder)
        {
            await this.RegisterOrUpdateReminder(ReadBook, RemindEvery, RemindEvery, cancellationToken);
        }
    }

    public async Task Register(FacilityRecord facility)
    {
        var stream = Streams.Facility(Id);
        if (!(await log.Read(stream, 0, CancellationToken.None)).IsEmpty)
        {
            return;
        }

        var item = new FeedItem
        {
            At = time.Now(),
            Kind = "registered",
            Version = 1,
            Facility = Id,
            Region = facility.Region,
            Card = facility.Card,
        };
        var body = JsonSerializer.Serialize(item, FeedJson.Default.FeedItem);
        ImmutableArray<string> audiences =
            [Audience.Province, Audience.Region(facility.Region), Audience.Facility(Id)];
        var registered = new NewEvent(item.At, item.Kind, body, body, audiences);
        var append = new Append(stream, 0, [registered], null, [], null);
        await log.Append(EventChain.Link(append, EventHash.None), CancellationToken.None);
        _isKnown = false;
    }

    public Task Expect(string complaint, DateTimeOffset nextAt)
    {
        if (!wakers.FacilityBook)
        {
            return Task.CompletedTask;
        }

        if (nextAt <= _readUntil)
        {
            _book.Add(complaint, nextAt);
            Arm();
        }
        else if (_readAgainAt is null || nextAt - Horizon < _readAgainAt)
        {
            _readAgainAt = nextAt - Horizon;
            Arm();
        }

        return Task.CompletedTask;
    }

    public async Task Preload()
    {
        if (wakers.FacilityBook)
        {
            await ReadIndex(CancellationToken.None);
            Arm();
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Preload();

    public async Task<FacilityLook> Look()
    {
        await KnowOwn();
        return new FacilityLook(
            Id,
            _book.First(MostShown),
            _book.Count,
            [
                .. _timer?.FiresAt is { } at ? [new ArmedTimer("appointment-book", at, ReadBook)] : ImmutableArray<ArmedTimer>.Empty,
                .. OwnTimers(),
            ],
            _activatedAt)
        {
            Own = OwnLooks.Of(_facility, _own, _rules),
        };
    }

    public Task<GrainPlace> Where() =>
        Task.FromResult(new GrainPlace(_activatedAt, engine?.Waiting(GrainContext), Sealed: false));

    private async Task ReadIndex(CancellationToken cancellation)
    {
        var now = time.Now();
        _readUntil = now + Horizon;
        var from = wakers.Net ? new DueRow("", Id, now - Grace) : null;
        var rows = await log.Due(_readUntil, Id, from, MostRead, cancellation);
        foreach (var row in rows)
        {
            if (Streams.ComplaintOf(row.Stream) is { } complaint)
            {
                _book.Add(complaint, row.NextAt);
            }
            else if (row.Stream == Streams.Facility(Id))
            {
                await KnowOwn(); // which arms its own timer
            }
        }

        if (rows.Length == MostRead)
        {
            // more than fits: what is left is read when these have been woken
            _readUntil = rows[^1].NextAt;
            _readAgainAt = now + TurnEvery;
            return;
        }

        // nothing to do until the next appointment beyond the horizon comes near
        var beyond = await log.Due(DateTimeOffset.MaxValue, Id, new DueRow("", Id, _readUntil), 1, cancellation);
        _readAgainAt = beyond is [var next, ..] ? next.NextAt - Horizon : null;
    }

    private void Arm()
    {
        var now = time.Now();
        var wakeAt = _book.Earliest - WakeAhead;
        var at = wakeAt is null || _readAgainAt < wakeAt ? _readAgainAt : wakeAt;
        if (at is null)
        {
            _timer?.Stop();
            return;
        }

        // at most one turn a second: a herd is spread, and an appointment in the past does not spin
        var wait = at.Value - now;
        wait = wait < TurnEvery ? TurnEvery : wait;
        wait = wait > LookAgainAtLeastEvery ? LookAgainAtLeastEvery : wait;
        if (_timer?.FiresAt is { } armedFor && armedFor > now && armedFor <= now + wait)
        {
            return;
        }

        _timer ??= new OneShotTimer(this, Turn);
        _timer.Set(now, wait);
    }

    private async Task Turn()
    {
        if (wakers.AreStill)
        {
            Arm();
            return;
        }

        var now = time.Now();
        var woken = _book.Take(now, WakeAhead, TurnEvery, WokenAtOnce);
        foreach (var complaint in woken)
        {
            _ = GrainFactory.GetGrain<IComplaintGrain>(complaint).Wake();
        }

        try
        {
            if (_readAgainAt <= now)
            {
                await ReadIndex(CancellationToken.None);
            }
        }
        finally
        {
            // a read that failed is tried again: the book must not fall asleep over it
            Arm();
        }

        LogWoken(Id, woken.Length);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Facility {Facility} woke {Count} complaints.")]
    private partial void LogWoken(string facility, int count);
}
