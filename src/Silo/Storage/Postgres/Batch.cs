namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Appends that share a commit. No two are of one stream and no two use one key: the statement knows no order among them.</summary>
internal sealed class Batch
{
    /// <summary>Enough to spread the commit thin, few enough to commit within some ten milliseconds.</summary>
    private const int Most = 256;

    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<(string Client, string Key)> _keys = [];

    public List<AppendWrite> Members { get; } = new(Most);

    public bool IsFull => Members.Count == Most;

    /// <summary>Takes a write in; false if it must wait for the next batch.</summary>
    public bool TryAdd(AppendWrite write)
    {
        if (IsFull || _streams.Contains(write.Append.Stream) || write.Append.Keys.Any(k => _keys.Contains((k.Client, k.Key))))
        {
            return false;
        }

        Add(write);
        return true;
    }

    public static Batch Of(AppendWrite single)
    {
        var batch = new Batch();
        batch.Add(single);
        return batch;
    }

    private void Add(AppendWrite write)
    {
        _streams.Add(write.Append.Stream);
        foreach (var key in write.Append.Keys)
        {
            _keys.Add((key.Client, key.Key));
        }

        Members.Add(write);
    }
}
