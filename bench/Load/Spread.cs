namespace Monitoring.Bench.Load;

/// <summary>How long something took, over many times.</summary>
internal sealed class Spread(IEnumerable<TimeSpan> times)
{
    private readonly TimeSpan[] _sorted = [.. times.Order()];

    public int Count => _sorted.Length;

    public double MaxMs => _sorted is [] ? double.NaN : _sorted[^1].TotalMilliseconds;

    public double MinMs => _sorted is [] ? double.NaN : _sorted[0].TotalMilliseconds;

    /// <summary>The smallest value that at least this part of all does not exceed; milliseconds.</summary>
    public double AtMs(double part) => _sorted is []
        ? double.NaN
        : _sorted[Math.Clamp((int)Math.Ceiling(part * _sorted.Length) - 1, 0, _sorted.Length - 1)].TotalMilliseconds;
}
