using Monitoring.Grains;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Tests.Http;

/// <summary>
/// A log that can be told not to say what became of the next append to a complaint: facilities begin to follow their policy
/// while a test already runs, and must not meet its trouble.
/// </summary>
internal sealed class TroubledLog(IEventLog log) : ForwardingLog(log)
{
    private int _losesAnswers;
    private int _losesWrites;

    /// <summary>The next append is written, and its answer is lost.</summary>
    public void LoseAnswer() => Interlocked.Increment(ref _losesAnswers);

    /// <summary>The next append is not written, and nobody says so.</summary>
    public void LoseWrite() => Interlocked.Increment(ref _losesWrites);

    public override async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        if (Streams.ComplaintOf(append.Stream) is null)
        {
            return await base.Append(append, cancellation);
        }

        if (Interlocked.Exchange(ref _losesWrites, 0) > 0)
        {
            throw new StorageUnknownException("The disk did not answer.");
        }

        var result = await base.Append(append, cancellation);
        return Interlocked.Exchange(ref _losesAnswers, 0) > 0
            ? throw new StorageUnknownException("The disk did not answer.")
            : result;
    }
}
