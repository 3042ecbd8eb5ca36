using System.Collections.Immutable;

namespace Monitoring.LiveBoard.Fold;

/// <summary>What every board of a server shows alike.</summary>
/// <param name="Regions">The regions in the order in which they are drawn.</param>
/// <param name="Simulated">True when the data are invented; every screen says so.</param>
/// <param name="Build">Changes when the pages do; a screen that sees another one reloads itself.</param>
public sealed record BoardSetting(ImmutableArray<RegionCard> Regions, bool Simulated, string Build);
