namespace Monitoring.Simulation.Worlds;

/// <summary>An invariant that did not hold.</summary>
/// <param name="World">The world's own seed.</param>
/// <param name="Invariant">Which, as INVARIANTS.md numbers it.</param>
/// <param name="What">What was expected and what was there.</param>
/// <param name="At">When, by the clock on the wall of that world.</param>
internal sealed record Failure(ulong World, string Invariant, string What, DateTimeOffset At);
