using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Http.Intake;

/// <summary>Finds the answer that a request was given before, so that its repetition gets the same one.</summary>
public sealed class EarlierAnswers(IEventLog log, IGrainFactory grains)
{
    /// <summary>A recall fails only while another activation is coming up.</summary>
    private const int Tries = 5;

    /// <summary>What became of an earlier request under this key; null when there was none.</summary>
    internal async Task<Outcome?> Find(RequestKey key, CancellationToken cancellation)
    {
        if (await log.FindKey(key, cancellation) is not { } stored)
        {
            return null;
        }

        return stored.Key.Fingerprint == key.Fingerprint && Streams.ComplaintOf(stored.Stream) is { } complaint
            ? await Recall(new EarlierRequest(complaint, stored.Seq), cancellation)
            : new Outcome(OutcomeKind.KeyReused, null, null, null);
    }

    /// <summary>The receipt of an earlier request, as <see cref="OutcomeKind.Repeated"/>.</summary>
    internal async Task<Outcome> Recall(EarlierRequest earlier, CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IComplaintGrain>(earlier.Complaint);
        for (var left = Tries; ; left--)
        {
            var outcome = await grain.Recall(earlier.Seq).WaitAsync(cancellation);
            if (outcome.Kind == OutcomeKind.Done)
            {
                return outcome with { Kind = OutcomeKind.Repeated, Existing = earlier };
            }

            if (left == 1)
            {
                return outcome;
            }
        }
    }
}
