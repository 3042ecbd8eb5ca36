using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// After an error either nothing happened, or the same key finds what did: a filing that is asked again is never told that
/// somebody else filed it, and a complaint that nobody was told of has a key that leads to it.
/// </summary>
internal sealed class I2ErrorMeansMaybe(World world) : Check(world, "I2")
{
    private readonly HashSet<string> _keyed = new(StringComparer.Ordinal);

    public override void OnCommit(Commit commit)
    {
        if (commit.Append.ExpectedSeq == 0 && !commit.Append.Keys.IsEmpty)
        {
            _keyed.Add(commit.Case.Id);
        }
    }

    public override void OnAnswer(Ask ask, Outcome answer, long sentAfter)
    {
        if (ask.Command is FileComplaint)
        {
            Demand(
                answer.Kind != OutcomeKind.Refused || answer.Refusal!.Code != "already-filed" || IsKeyReused(ask),
                $"request {ask.Number} filed under its own key and was told that the complaint exists");
        }

        if (ask.Command is FileComplaint && answer is { Kind: OutcomeKind.Done, Receipt: { } receipt })
        {
            World.Truth.FiledAs(ask.Complaint, receipt.Complaint);
        }
        else if (ask.Command is FileComplaint && answer is { Kind: OutcomeKind.Repeated, Existing: { } earlier })
        {
            World.Truth.FiledAs(ask.Complaint, earlier.Complaint);
        }
    }

    public override void AtEnd()
    {
        foreach (var known in World.Truth.Cases.Values.Where(known => known.Events.Count > 0))
        {
            Demand(_keyed.Contains(known.Id), $"complaint/{known.Id} was filed and no key leads to it");
        }
    }

    private static bool IsKeyReused(Ask ask) => ask.Command.Key!.Key != $"k{ask.Number}";
}
