namespace Monitoring.Grains;

/// <summary>Instants are UTC and whole milliseconds everywhere, so that what is stored equals what was decided.</summary>
public static class Instants
{
    public static DateTimeOffset Now(this TimeProvider time) => time.GetUtcNow().ToWholeMilliseconds();

    public static DateTimeOffset ToWholeMilliseconds(this DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
