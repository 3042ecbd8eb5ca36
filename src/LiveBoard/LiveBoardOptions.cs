using System.Collections.Immutable;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard;

/// <summary>What the executable decides about the live board.</summary>
public sealed class LiveBoardOptions
{
    /// <summary>The regions of the province in the order in which they are drawn.</summary>
    public ImmutableArray<RegionCard> Regions { get; set; } = [];

    /// <summary>True when the data are invented. Default: false.</summary>
    public bool Simulated { get; set; }

    /// <summary>Folder of the built pages. Default: <c>wwwroot</c> beside the program.</summary>
    public string PagesRoot { get; set; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>
    /// The clock of beats, polls and time-outs, where the product's own runs faster than the wall. Default: the product's.
    /// </summary>
    public TimeProvider? Wall { get; set; }

    /// <summary>Folder for saved folds; they may be deleted at any time. Default: none are saved.</summary>
    public string? CheckpointFolder { get; set; }
}
