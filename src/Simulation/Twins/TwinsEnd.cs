using System.Collections.Immutable;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Twins;

/// <summary>What a comparison of worlds that must agree came to.</summary>
internal sealed record TwinsEnd(ImmutableArray<(string Invariant, long Times)> Checks, Failure? Failure);
