using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>A key stands for one request for ever: the same request is given its answer, another one is told that the key is taken.</summary>
internal sealed class I3KeyIdempotency(World world) : Check(world, "I3")
{
    private readonly Dictionary<(string Client, string Key), (RequestKey Key, long After)> _stored = [];

    public override void OnCommit(Commit commit)
    {
        foreach (var key in commit.Append.Keys)
        {
            _stored.TryAdd((key.Client, key.Key), (key, World.Truth.Events));
        }
    }

    public override void OnAnswer(Ask ask, Outcome answer, long sentAfter)
    {
        var key = ask.Command.Key!;
        if (!_stored.TryGetValue((key.Client, key.Key), out var stored))
        {
            Demand(
                answer.Kind is OutcomeKind.Refused or OutcomeKind.Repeated or OutcomeKind.KeyReused,
                $"request {ask.Number} was told {answer.Kind}, and its key {key.Key} is stored nowhere");
            return;
        }

        if (stored.After > sentAfter && answer.Kind == OutcomeKind.Refused)
        {
            return; // both were on their way at once: the no was true when it was given
        }

        if (stored.Key.Fingerprint != key.Fingerprint)
        {
            World.Tally.Count(Fault.KeyReused);
        }

        if (stored.Key.Fingerprint != key.Fingerprint && answer.Refusal?.Code == "not-found")
        {
            return; // what is not there is not there, whatever key it is asked under
        }

        Demand(
            answer.Kind != OutcomeKind.Refused
                && (answer.Kind == OutcomeKind.KeyReused || stored.Key.Fingerprint == key.Fingerprint || answer.Kind == OutcomeKind.Repeated),
            $"request {ask.Number} was told {answer.Kind}; its key {key.Key} is stored for {stored.Key.Fingerprint}, it is {key.Fingerprint}");
    }
}
