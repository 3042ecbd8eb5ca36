using Monitoring.Grains;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.LiveBoard;

/// <summary>
/// The two times of a board. They are one, but in a demonstration whose clock runs a hundred times faster: sockets and
/// screens do not, and a beat every fiftieth of a second would help nobody.
/// </summary>
/// <param name="Product">What complaints live by; what screens are told the time is, unless it is in doubt.</param>
/// <param name="Wall">What beats, polls and time-outs are measured with.</param>
/// <param name="Trusted">Says whether the product's time may be believed; without one it is.</param>
internal sealed record BoardClocks(TimeProvider Product, TimeProvider Wall, ITrustedTime? Trusted = null)
{
    /// <summary>What screens are told: in doubt the last time that was trusted, carried on.</summary>
    public TimeReading Now() => Trusted?.Read() ?? Product.GetUtcNow();
}
