using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Tests.Fakes;
using Monitoring.Silo.Wakers;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Wakers;

/// <summary>B7: whom the net wakes first when many are overdue.</summary>
public sealed class GravestFirstTests : IDisposable
{
    private const int Red = 999;
    private const int Green = 993;

    private readonly ManualTime _time = new();
    private readonly MemoryEventLog _log = new();
    private readonly Called _called = Called.Nobody();
    private readonly NetOfDueRows _net;

    public GravestFirstTests() =>
        _net = new NetOfDueRows(_log, _called.Grains, new WakerOptions(), _time, NullLogger<NetOfDueRows>.Instance);

    public void Dispose() => _net.Dispose();

    [Fact]
    public async Task The_gravest_of_all_pages_is_woken_first_then_the_earliest_then_by_name()
    {
        await Overdue("facility/f1", 0, TimeSpan.FromHours(9));
        await Overdue("complaint/old", 0, TimeSpan.FromHours(8));
        for (var i = 0; i < 1_200; i++)
        {
            await Overdue($"complaint/green{i:0000}", Green, TimeSpan.FromHours(7) - TimeSpan.FromSeconds(i / 2));
        }

        await Overdue("complaint/red2", Red, TimeSpan.FromMinutes(2));
        await Overdue("complaint/red1", Red, TimeSpan.FromMinutes(2));
        await Overdue("complaint/red0", Red, TimeSpan.FromMinutes(3));

        await _net.RunOnce(CancellationToken.None);

        Assert.Equal(
            ["red0", "red1", "red2", .. Enumerable.Range(0, 1_200).Select(i => $"green{i:0000}"), "f1", "old"],
            _called.InOrder);
    }

    [Fact]
    public async Task What_is_near_is_left_to_its_facility_however_grave_it_is()
    {
        await Overdue("complaint/green", Green, TimeSpan.FromMinutes(1));
        await Overdue("complaint/red", Red, TimeSpan.FromMinutes(-0.5));

        await _net.RunOnce(CancellationToken.None);

        Assert.Equal(["rs-a is to read its book", "green"], _called.InOrder);
    }

    /// <summary>Whoever comes while a backlog is worked off has the place that is due to it, not the last.</summary>
    [Fact]
    public async Task A_round_ends_when_the_next_is_to_begin_and_that_one_begins_with_whom_is_gravest_then()
    {
        for (var i = 0; i < 100; i++)
        {
            await Overdue($"complaint/green{i:00}", Green, TimeSpan.FromHours(1) - TimeSpan.FromSeconds(i));
        }

        _called.Take = () => _time.Advance(NetOfDueRows.Every / 50);
        await _net.RunOnce(CancellationToken.None);
        var first = _called.InOrder.Count;
        Assert.InRange(first, 50, 99);
        await Overdue("complaint/red", Red, TimeSpan.FromSeconds(1));

        await _net.RunOnce(CancellationToken.None);
        await _net.RunOnce(CancellationToken.None);

        Assert.Equal("red", _called.InOrder[first]);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"green{i:00}"), _called.InOrder.Where(who => who != "red").Distinct());
    }

    private async Task Overdue(string stream, int urgency, TimeSpan since) =>
        await _log.Append(Filed(stream).DueAt(_time.GetUtcNow() - since, urgency: urgency), CancellationToken.None);
}
