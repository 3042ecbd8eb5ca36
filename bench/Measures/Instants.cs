namespace Monitoring.Bench.Measures;

/// <summary>The product's instants are whole milliseconds.</summary>
internal static class Instants
{
    public static DateTimeOffset WholeMs(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
