namespace Monitoring.Silo.Http.Metrics;

/// <summary>What the door counted since it was opened.</summary>
public sealed class DoorCounts
{
    private long _filed;
    private long _repeated;
    private long _refused;
    private long _failed;
    private long _verbs;

    public long FiledTotal => Interlocked.Read(ref _filed);

    public long RepeatedTotal => Interlocked.Read(ref _repeated);

    public long RefusedTotal => Interlocked.Read(ref _refused);

    public long FailedTotal => Interlocked.Read(ref _failed);

    public long VerbsTotal => Interlocked.Read(ref _verbs);

    /// <summary>A complaint was registered.</summary>
    public void Filed() => Interlocked.Increment(ref _filed);

    /// <summary>A request was answered as it was answered before.</summary>
    public void Repeated() => Interlocked.Increment(ref _repeated);

    /// <summary>A request was refused: its fault.</summary>
    public void Refused() => Interlocked.Increment(ref _refused);

    /// <summary>A request ended unknown: our fault.</summary>
    public void Failed() => Interlocked.Increment(ref _failed);

    /// <summary>A verb was carried out.</summary>
    public void CarriedOut() => Interlocked.Increment(ref _verbs);
}
