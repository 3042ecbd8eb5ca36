using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Tests.Fakes;
using Monitoring.Silo.Tests.Http;
using Monitoring.Silo.Wakers;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Wakers;

public sealed class NetOfDueRowsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A background service that ends with an exception takes its server with it.</summary>
    [Fact]
    public async Task A_round_that_a_driver_gave_up_by_itself_does_not_end_the_net()
    {
        var time = new ManualTime();
        var log = new GivesUpOnce();
        using var net = new NetOfDueRows(log, null!, new WakerOptions(), time, NullLogger<NetOfDueRows>.Instance);

        await net.StartAsync(CancellationToken.None);
        await log.GaveUp.WaitAsync(Patience);
        time.Advance(NetOfDueRows.Every);

        await Task.WhenAny(log.LookedAgain, net.ExecuteTask!).WaitAsync(Patience);
        Assert.True(log.LookedAgain.IsCompleted, "the net ended");
        await net.StopAsync(CancellationToken.None);
    }

    /// <summary>
    /// Found by a simulated world: woken in the instant before the clock was set back, a case was left alone until the clock stood
    /// there again.
    /// </summary>
    [Fact]
    public async Task A_row_that_stays_due_is_woken_again_soon_though_the_clock_was_set_back_after_the_first_time()
    {
        var (time, log, called) = (new ShiftedTime(), new MemoryEventLog(), Called.Nobody());
        using var net = new NetOfDueRows(log, called.Grains, new WakerOptions(), time, NullLogger<NetOfDueRows>.Instance);
        await log.Append(Filed("complaint/c").DueAt((time.GetUtcNow() - TimeSpan.FromDays(1)).ToWholeMilliseconds()), CancellationToken.None);
        await net.RunOnce(CancellationToken.None);

        time.Jump(-TimeSpan.FromHours(3));
        time.Advance(TimeSpan.FromSeconds(3));
        await net.RunOnce(CancellationToken.None);

        Assert.Equal(["c", "c"], called.InOrder);
    }

    private sealed class GivesUpOnce() : ForwardingLog(new MemoryEventLog())
    {
        private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _lookedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task GaveUp => _gaveUp.Task;

        public Task LookedAgain => _lookedAgain.Task;

        public override ValueTask<ImmutableArray<DueRow>> Due(
            DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation)
        {
            if (_gaveUp.TrySetResult())
            {
                throw new OperationCanceledException("nobody asked for it");
            }

            _lookedAgain.TrySetResult();
            return base.Due(before, facility, after, limit, cancellation);
        }
    }
}
