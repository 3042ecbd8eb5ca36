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
    private sealed class RecordingLog() : ForwardingLog(new MemoryEventLog())
    {
        private readonly List<Append> _appends = [];

        public IReadOnlyList<Append> Appends => _appends;

        public override async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
        {
            var result = await base.Append(append, cancellation);
            if (result is AppendResult.Committed)
            {
                _appends.Add(append);
            }

            return result;
        }
    }
}
