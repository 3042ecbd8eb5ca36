using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Whatever storage said: one request has its effect once, and is given the same answer again.</summary>
internal sealed class C3UnknownIsNotNo(World world) : Check(world, "C3")
{
    private readonly Dictionary<(string Client, string Key), (string Complaint, long Seq)> _effects = [];
    private readonly Dictionary<(string Complaint, long Seq), Receipt> _receipts = [];

    public override void OnCommit(Commit commit)
    {
        foreach (var key in commit.Append.Keys)
        {
            var effect = (commit.Case.Id, (long)commit.Case.Events.Count);
            Demand(
                _effects.TryAdd((key.Client, key.Key), effect),
                $"the request {key.Client}/{key.Key} had its effect at {_effects[(key.Client, key.Key)]} and again at {effect}");
        }
    }

    public override void OnAnswer(Ask ask, Outcome answer, long sentAfter)
    {
        if (answer is { Kind: OutcomeKind.Done, Receipt: { } receipt })
        {
            var place = (receipt.Complaint, receipt.Version);
            Demand(
                _effects.TryGetValue(Key(ask), out var effect) && effect == place,
                $"request {ask.Number} was told {place}; its effect stands at {effect}");
            _receipts.TryAdd(place, receipt);
        }
        else if (answer is { Kind: OutcomeKind.Repeated, Existing: { } earlier })
        {
            var told = (earlier.Complaint, earlier.Seq);
            Demand(
                Keys(ask).Any(key => _effects.TryGetValue((key.Client, key.Key), out var effect) && effect == told),
                $"request {ask.Number} was told that it was done at {told}, where none of its keys stands");
        }
    }

    public override void OnRecall(Ask ask, EarlierRequest earlier, Receipt again)
    {
        if (_receipts.TryGetValue((earlier.Complaint, earlier.Seq), out var first))
        {
            Demand(
                Same(first, again),
                $"request {ask.Number} was first told {first}, and then {again}");
        }
    }

    private static (string Client, string Key) Key(Ask ask) => (ask.Command.Key!.Client, ask.Command.Key.Key);

    private static IEnumerable<RequestKey> Keys(Ask ask)
    {
        yield return ask.Command.Key!;
        if (ask.Command is Grains.Rules.Complaints.FileComplaint { Message: { } message })
        {
            yield return message;
        }
    }

    private static bool Same(Receipt a, Receipt b) =>
        (a.Complaint, a.Version, a.Status, a.Standing) == (b.Complaint, b.Version, b.Status, b.Standing)
        && a.Clocks.AsSpan().SequenceEqual(b.Clocks.AsSpan());
}
