using System.Threading.Channels;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Silo.Revisions;

/// <summary>
/// Brings every open complaint up to the policy in force, through its own grain. It walks the index of due rows until a
/// whole walk finds nothing to do; killed in the middle it begins again when the server starts, and who follows already
/// is left alone. What it cannot see, because it waits for nothing, follows as soon as somebody touches it.
/// </summary>
public sealed partial class FollowRevisions(
    IEventLog log, IDocumentStore documents, IGrainFactory grains, PolicyShelf shelf, TimeProvider time, ILogger<FollowRevisions> logger)
    : BackgroundService
{
    private const string DoneKind = "followed";
    private const int Page = 500;
    private const int AtOnce = 50;

    private static readonly DateTimeOffset Ever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>How far the last walk came.</summary>
    public RevisionProgress? Progress { get; private set; }

    /// <summary>There is a new version to follow.</summary>
    public void Call() => _calls.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Call();
        while (await _calls.Reader.WaitToReadAsync(stoppingToken))
        {
            _calls.Reader.TryRead(out _);
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
                await Task.Delay(TryAgainAfter, time, stoppingToken);
                Call();
            }
        }
    }

    /// <summary>Walks until everything follows what is in force now.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        var to = shelf.Active;
        var done = new StoredDocument(DoneKind, to.Pack, $"{to.PackVersion}+{to.CalendarVersion}", "followed");
        if (!AnOlderOneIsKnown(to) || await IsDone(done, cancellation))
        {
            return;
        }

        Progress = new RevisionProgress(to, time.Now(), null, 0);
        while (await Walk(to, cancellation) > 0)
        {
        }

        await documents.PutDocument(done, cancellation);
        Progress = Progress with { EndedAt = time.Now() };
        LogFollowed(to.PackVersion, to.CalendarVersion, Progress.Followed);
    }

    /// <summary>One walk over all that wait for something.</summary>
    /// <returns>How many did not follow yet when they were asked.</returns>
    private async Task<int> Walk(PolicyVersion to, CancellationToken cancellation)
    {
        var behind = 0;
        DueRow? last = null;
        while (true)
        {
            var rows = await log.Due(Ever, null, last, Page, cancellation);
            foreach (var some in rows.Select(r => Streams.ComplaintOf(r.Stream)).OfType<string>().Chunk(AtOnce))
            {
                var moved = await Task.WhenAll(some.Select(id => grains.GetGrain<IComplaintGrain>(id).Rederive(to)));
                behind += moved.Count(m => m);
                Progress = Progress! with { Followed = Progress.Followed + moved.Count(m => m) };
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (var facility in rows.Select(r => Streams.FacilityOf(r.Stream)).OfType<string>())
            {
                behind += await grains.GetGrain<IFacilityGrain>(facility).Follow() ? 1 : 0;
            }

            if (rows.Length < Page)
            {
                return behind;
            }

            last = rows[^1];
        }
    }

    private bool AnOlderOneIsKnown(PolicyVersion to) =>
        shelf.Book.Packs.Any(p => p.Id == to.Pack && p.Version != to.PackVersion)
        || shelf.Book.Calendars.Any(c => c.Id == to.Calendar && c.Version != to.CalendarVersion);

    private async Task<bool> IsDone(StoredDocument done, CancellationToken cancellation) =>
        (await documents.GetDocuments(DoneKind, cancellation)).Contains(done);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Policy {Pack} and calendar {Calendar} are in force; {Followed} open complaints followed.")]
    private partial void LogFollowed(string pack, string calendar, int followed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Following a revision failed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}

/// <summary>How far a revision has come.</summary>
/// <param name="To">The version that is followed.</param>
/// <param name="BegunAt">Since when (UTC).</param>
/// <param name="EndedAt">When every open complaint followed (UTC).</param>
/// <param name="Followed">How many complaints were brought up.</param>
public sealed record RevisionProgress(PolicyVersion To, DateTimeOffset BegunAt, DateTimeOffset? EndedAt, int Followed);
