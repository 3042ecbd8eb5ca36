namespace Monitoring.Silo.Tests.Http;

/// <summary>The real clock, moved ahead by as much as a test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _ahead;

    private TimeSpan _jumped;

    /// <summary>Time passes, by every clock.</summary>
    public void Advance(TimeSpan by) => _ahead += by;

    /// <summary>The wall clock is set; the steady one goes on.</summary>
    public void Jump(TimeSpan by) => _jumped += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead + _jumped;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);
}
