namespace Monitoring.LiveBoard;

/// <summary>
/// The two times of a board. They are one, but in a demonstration whose clock runs a hundred times faster: sockets and
/// screens do not, and a beat every fiftieth of a second would help nobody.
/// </summary>
/// <param name="Product">What complaints live by; what screens are told the time is.</param>
/// <param name="Wall">What beats, polls and time-outs are measured with.</param>
internal sealed record BoardClocks(TimeProvider Product, TimeProvider Wall);
