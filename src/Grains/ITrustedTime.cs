using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains;

/// <summary>The time of this process, and whether it may be believed. Without one, the time is believed always.</summary>
public interface ITrustedTime
{
    /// <summary>What time it is. A jump of the wall clock is noticed here, at once, and not only at the next check.</summary>
    TimeReading Read();
}
