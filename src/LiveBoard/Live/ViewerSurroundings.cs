using Microsoft.Extensions.Logging;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Live;

/// <summary>What all viewers share.</summary>
internal sealed class ViewerSurroundings(
    IAudienceGate gate,
    IEventLog log,
    FeedTails tails,
    BoardClocks clocks,
    BoardSetting setting,
    LiveBoardMeter meter,
    ILogger<Viewer> logger)
{
    public IAudienceGate Gate { get; } = gate;

    public IEventLog Log { get; } = log;

    public FeedTails Tails { get; } = tails;

    public BoardClocks Clocks { get; } = clocks;

    public string Build { get; } = setting.Build;

    public LiveBoardMeter Meter { get; } = meter;

    public ILogger Logger { get; } = logger;
}
