using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>A channel's own message leads to one complaint, whoever passes it on and how often.</summary>
internal sealed class I4NaturalIdempotency(World world) : Check(world, "I4")
{
    private readonly Dictionary<string, string> _complaints = new(StringComparer.Ordinal);

    public override void OnCommit(Commit commit)
    {
        foreach (var key in commit.Append.Keys.Where(key => key.Client.StartsWith("channel:", StringComparison.Ordinal)))
        {
            Demand(
                commit.Happenings.Any(one => one.Event is Filed) && _complaints.TryAdd(key.Key, commit.Case.Id),
                $"the message {key.Key} led to {_complaints.GetValueOrDefault(key.Key)} and to {commit.Case.Id}");
        }
    }
}
