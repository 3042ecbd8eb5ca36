using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Tests.Http;

/// <summary>A log that can be told not to say what became of the next append.</summary>
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
