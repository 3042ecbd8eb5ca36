using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Demo;

/// <summary>
/// Gives the simulated province its past: lives it through on the virtual clock with the real grains, then writes what
/// happened to the store in the order in which it happened.
/// </summary>
internal static class DemoHistory
{
    private const int InFlight = 256;

    public static async Task Write(DemoProvince province, Roster roster, IPolicyShelf shelf, IEventLog log)
    {
        var past = new RecordingLog();
        using (var virtually = new VirtualProvince(past, shelf, new WakerOptions(), province.OpenAt - DemoProvince.Past))
        {
            virtually.Register(roster.Facilities);
            virtually.Play(province.History, province.OpenAt);
        }

        // the store commits in the order of the requests, many of them in one commit
        var writing = new Queue<Task>();
        foreach (var append in past.Appends)
        {
            writing.Enqueue(Committed(log, append));
            if (writing.Count >= InFlight)
            {
                await writing.Dequeue();
            }
        }

        await Task.WhenAll(writing);
    }

    private static async Task Committed(IEventLog log, Append append)
    {
        if (await log.Append(append, CancellationToken.None) is not AppendResult.Committed)
        {
            throw new InvalidOperationException("The store of the demonstration is not empty.");
        }
    }

    /// <summary>A log in memory that remembers what was committed, in order.</summary>
    private sealed class RecordingLog : IEventLog
    {
        private readonly MemoryEventLog _log = new();
        private readonly List<Append> _appends = [];

        public IReadOnlyList<Append> Appends => _appends;

        public event Action<ImmutableArray<string>>? Committed
        {
            add => _log.Committed += value;
            remove => _log.Committed -= value;
        }

        public async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
        {
            var result = await _log.Append(append, cancellation);
            if (result is AppendResult.Committed)
            {
                _appends.Add(append);
            }

            return result;
        }

        public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
            _log.Read(stream, after, cancellation);

        public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) => _log.FindKey(key, cancellation);

        public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
            string audience, long after, int limit, CancellationToken cancellation) =>
            _log.ReadFeed(audience, after, limit, cancellation);

        public ValueTask<long> Head(string audience, CancellationToken cancellation) => _log.Head(audience, cancellation);

        public ValueTask<ImmutableArray<DueRow>> Due(
            DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
            _log.Due(before, facility, after, limit, cancellation);

        public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
            _log.ReadSealed(stream, cancellation);
    }
}
