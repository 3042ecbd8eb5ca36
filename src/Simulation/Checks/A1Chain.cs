using Monitoring.Grains.EventLog;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Each event carries the hash of itself and of all before it in its stream.</summary>
internal sealed class A1Chain(World world) : Check(world, "A1")
{
    private readonly Dictionary<string, EventHash> _last = new(StringComparer.Ordinal);

    public override void OnCommit(Commit commit)
    {
        var before = _last.GetValueOrDefault(commit.Case.Id, EventHash.None);
        var linked = EventChain.Link(commit.Append, before);
        Demand(
            linked.Events.Zip(commit.Append.Events).All(pair => pair.First.Hash == pair.Second.Hash),
            $"complaint/{commit.Case.Id}: events after {commit.Append.ExpectedSeq} are not linked to what stands before them");
        if (linked.Events is [.., var last])
        {
            _last[commit.Case.Id] = last.Hash;
        }
    }
}
