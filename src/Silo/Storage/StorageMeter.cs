using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Monitoring.Silo.Storage;

/// <summary>What the store tells about itself, under the meter <c>Monitoring.Storage</c>.</summary>
internal sealed class StorageMeter : IDisposable
{
    public const string Name = "Monitoring.Storage";

    private readonly Meter _meter = new(Name);
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _checkpoint;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _walOverLimit;

    /// <param name="waiting">How many writes wait.</param>
    /// <param name="walBytes">How long the write-ahead log is, where it is ours.</param>
    public StorageMeter(Func<int> waiting, Func<long>? walBytes = null)
    {
        _batch = _meter.CreateHistogram<int>("storage.batch", "writes", "Writes that shared one commit");
        _commit = _meter.CreateHistogram<double>("storage.commit", "ms", "From taking a batch to its durable commit");
        _checkpoint = _meter.CreateHistogram<double>("storage.checkpoint", "ms", "Copying the write-ahead log into the file");
        _retried = _meter.CreateCounter<long>("storage.retried", "writes", "Writes retried singly after their batch failed");
        _unknown = _meter.CreateCounter<long>("storage.unknown", "writes", "Writes whose outcome is not known");
        _walOverLimit = _meter.CreateCounter<long>(
            "storage.wal.over", "times", "Checkpoints after which the write-ahead log was still over its limit");
        _meter.CreateObservableGauge("storage.waiting", waiting, "writes", "Writes that wait for the writer");
        if (walBytes is not null)
        {
            _meter.CreateObservableGauge("storage.wal", walBytes, "By", "Length of the write-ahead log");
        }
    }

    public void Committed(int writes, long since)
    {
        _batch.Record(writes);
        _commit.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
    }

    public void Checkpointed(long since) => _checkpoint.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public void Retried(int writes) => _retried.Add(writes);

    public void Unknown() => _unknown.Add(1);

    public void WalOverLimit() => _walOverLimit.Add(1);

    public void Dispose() => _meter.Dispose();
}
