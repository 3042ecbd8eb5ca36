namespace Monitoring.Bench.Load;

/// <summary>What came of filing many complaints.</summary>
internal sealed class Filed(TimeSpan elapsed, IReadOnlyList<FiledPart> parts)
{
    public TimeSpan Elapsed => elapsed;

    /// <summary>How many were answered 201.</summary>
    public int Count { get; } = parts.Sum(p => p.Latencies.Count);

    /// <summary>How many were answered otherwise, or not at all.</summary>
    public int Errors { get; } = parts.Sum(p => p.Errors);

    /// <summary>The first of the errors, in words.</summary>
    public string? FirstError { get; } = parts.Select(p => p.FirstError).FirstOrDefault(e => e is not null);

    public double PerSecond => Count / elapsed.TotalSeconds;

    public Spread Latency { get; } = new(parts.SelectMany(p => p.Latencies));

    /// <summary>The ids, where they were kept, with the deadline that was set.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Deadlines { get; } =
        parts.SelectMany(p => p.Ids).ToDictionary(i => i.Id, i => i.DueAt, StringComparer.Ordinal);
}

/// <summary>What one connection saw.</summary>
internal sealed class FiledPart
{
    public List<TimeSpan> Latencies { get; } = [];

    public List<(string Id, DateTimeOffset DueAt)> Ids { get; } = [];

    public int Errors { get; private set; }

    public string? FirstError { get; private set; }

    public void Failed(string error)
    {
        Errors++;
        FirstError ??= error;
    }
}
