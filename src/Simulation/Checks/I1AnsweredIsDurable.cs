using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Storage;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>What somebody was told is done is durable when they are told, and after every crash.</summary>
internal sealed class I1AnsweredIsDurable(World world) : Check(world, "I1")
{
    public override void OnAnswer(Ask ask, Outcome answer, long sentAfter)
    {
        if (answer is { Kind: OutcomeKind.Done, Receipt: { } receipt })
        {
            var known = World.Truth.Cases.GetValueOrDefault(receipt.Complaint);
            Demand(
                known is not null && known.Events.Count >= receipt.Version,
                $"request {ask.Number} was told {receipt.Complaint} {receipt.Version}; durable is {known?.Events.Count ?? 0}");
            if (known is not null)
            {
                known.AnsweredUpTo = Math.Max(known.AnsweredUpTo, receipt.Version);
            }
        }
    }

    public override void AfterCrash() => LookAll();

    public override void AtEnd() => LookAll();

    private void LookAll()
    {
        foreach (var known in World.Truth.Cases.Values)
        {
            var stored = SimulatedLog.Now(World.Log.Disk.Read(Streams.Complaint(known.Id), 0, CancellationToken.None)).Length;
            Demand(
                stored >= known.AnsweredUpTo,
                $"complaint/{known.Id} has {stored} events; somebody was told that {known.AnsweredUpTo} are durable");
        }
    }
}
