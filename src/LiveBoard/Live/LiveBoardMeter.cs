using System.Diagnostics.Metrics;

namespace Monitoring.LiveBoard.Live;

/// <summary>What an operator must be able to count: open screens, and those that were cut, by reason.</summary>
internal sealed class LiveBoardMeter
{
    public const string Name = "Monitoring.LiveBoard";

    private readonly UpDownCounter<int> _screens;
    private readonly Counter<long> _cut;

    public LiveBoardMeter(IMeterFactory meters)
    {
        Meter meter = meters.Create(Name);
        _screens = meter.CreateUpDownCounter<int>("board.screens", description: "Connected screens.");
        _cut = meter.CreateCounter<long>("board.screens.cut", description: "Screens cut by the server, by reason.");
    }

    public void Opened() => _screens.Add(1);

    public void Closed() => _screens.Add(-1);

    public void Cut(string reason) => _cut.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
