using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>When grain timers tick.</summary>
public abstract class TimerSentences : Sentences
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    [Fact]
    public Task A_timer_ticks_when_due_and_then_at_its_period() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten);
        await stage.Pass(TimeSpan.FromSeconds(9));
        await ticker.Nothing();
        Assert.Equal(0, stage.Witness.Times("tick"));
        await stage.Pass(TimeSpan.FromSeconds(1));
        await stage.Witness.Hears("tick");
        await ticker.Nothing();
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick", times: 2);
    });

    [Fact]
    public Task A_timer_without_a_period_ticks_once() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Timeout.InfiniteTimeSpan);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        await ticker.Nothing();
        await stage.Pass(TimeSpan.FromMinutes(5));
        await ticker.Nothing();
        Assert.Equal(1, stage.Witness.Times("tick"));
    });

    [Fact]
    public Task The_period_counts_from_the_end_of_a_tick() => Play(async (stage, ticker) =>
    {
        await ticker.StartSlow(Ten, Ten);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        await stage.Pass(TimeSpan.FromSeconds(25));
        Assert.Equal(1, stage.Witness.Times("tick"));
        stage.Witness.Open("tick");
        await stage.Witness.Hears("tock");
        await ticker.Nothing();
        await stage.Pass(TimeSpan.FromSeconds(9));
        await ticker.Nothing();
        Assert.Equal(1, stage.Witness.Times("tick"));
        await stage.Pass(TimeSpan.FromSeconds(1));
        await stage.Witness.Hears("tick", times: 2);
    });

    [Fact]
    public Task A_tick_waits_for_the_call_that_runs() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Timeout.InfiniteTimeSpan);
        var held = ticker.Work("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        stage.Witness.Open("held");
        await held;
        await stage.Witness.Hears("tick");
        Assert.Equal(["begin held", "end held", "tick"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_call_waits_for_the_tick_that_runs() => Play(async (stage, ticker) =>
    {
        await ticker.StartSlow(Ten, Timeout.InfiniteTimeSpan);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        stage.Witness.Open("work");
        var work = ticker.Work("work");
        stage.Witness.Open("tick");
        await work;
        Assert.Equal(["tick", "tock", "begin work", "end work"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_tick_that_interleaves_does_not_wait() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Timeout.InfiniteTimeSpan, interleave: true);
        var held = ticker.Work("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        stage.Witness.Open("held");
        await held;
        Assert.Equal(["begin held", "tick", "end held"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_call_does_not_wait_for_a_tick_that_interleaves() => Play(async (stage, ticker) =>
    {
        await ticker.StartSlow(Ten, Timeout.InfiniteTimeSpan, interleave: true);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        stage.Witness.Open("work");
        await ticker.Work("work");
        stage.Witness.Open("tick");
        await stage.Witness.Hears("tock");
        Assert.Equal(["tick", "begin work", "end work", "tock"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_tick_of_a_reentrant_grain_does_not_wait_either() => Play(async (stage, _) =>
    {
        var ticker = stage.Grains.GetGrain<IOpenTicker>("open");
        await ticker.Start(Ten, Timeout.InfiniteTimeSpan);
        var held = ticker.Work("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        stage.Witness.Open("held");
        await held;
        Assert.Equal(["begin held", "tick", "end held"], stage.Witness.Heard);
    });

    [Fact]
    public Task The_ticks_of_two_timers_wait_for_each_other() => Play(async (stage, ticker) =>
    {
        await ticker.StartSlow(Ten, Timeout.InfiniteTimeSpan);
        await ticker.StartSlow(Ten, Timeout.InfiniteTimeSpan);
        await stage.Pass(Ten);
        stage.Witness.Open("tick");
        await stage.Witness.Hears("tock", times: 2);
        Assert.Equal(["tick", "tock", "tick", "tock"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_tick_that_fails_does_not_stop_the_timer() => Play(async (stage, ticker) =>
    {
        await ticker.StartFailing(Ten, Ten);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        await ticker.Nothing();
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick", times: 2);
    });

    [Fact]
    public Task A_timer_can_be_set_anew() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Timeout.InfiniteTimeSpan);
        await ticker.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        await stage.Pass(TimeSpan.FromSeconds(59));
        await ticker.Nothing();
        Assert.Equal(0, stage.Witness.Times("tick"));
        await stage.Pass(TimeSpan.FromSeconds(1));
        await stage.Witness.Hears("tick");
    });

    [Fact]
    public Task A_timer_that_sets_itself_anew_in_its_tick_forgets_its_period() => Play(async (stage, ticker) =>
    {
        await ticker.StartChanging(Ten);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        await ticker.Nothing();
        await stage.Pass(TimeSpan.FromMinutes(5));
        await ticker.Nothing();
        Assert.Equal(1, stage.Witness.Times("tick"));
        await stage.Pass(TimeSpan.FromMinutes(5));
        await stage.Witness.Hears("tick", times: 2);
    });

    [Fact]
    public Task A_disposed_timer_ticks_no_more() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten);
        await ticker.Stop();
        await stage.Pass(TimeSpan.FromMinutes(1));
        await ticker.Nothing();
        Assert.Equal(0, stage.Witness.Times("tick"));
    });

    [Fact]
    public Task A_timer_set_anew_while_its_tick_waits_ticks_and_then_forgets_its_period() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten);
        var held = ticker.Work("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        await ticker.ChangeAtOnce(TimeSpan.FromMinutes(1), Ten);
        stage.Witness.Open("held");
        await held;
        await stage.Witness.Hears("tick");
        await ticker.Nothing();
        await stage.Pass(TimeSpan.FromSeconds(59));
        await ticker.Nothing();
        Assert.Equal(1, stage.Witness.Times("tick"));
        await stage.Pass(TimeSpan.FromSeconds(1));
        await stage.Witness.Hears("tick", times: 2);
    });

    [Fact]
    public Task A_tick_that_waits_when_its_timer_is_disposed_does_not_come() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten);
        var held = ticker.WorkThenStop("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        stage.Witness.Open("held");
        await held;
        await ticker.Nothing();
        await stage.Pass(TimeSpan.FromMinutes(1));
        await ticker.Nothing();
        Assert.Equal(["begin held", "end held"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_tick_that_runs_when_its_timer_is_disposed_is_cancelled() => Play(async (stage, ticker) =>
    {
        await ticker.StartCancellable(Ten, Ten);
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        await ticker.StopAtOnce();
        await stage.Witness.Hears("cancelled");
    });

    [Fact]
    public Task A_tick_that_waits_when_its_activation_ends_does_not_come() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten);
        var held = ticker.WorkThenLeave("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        stage.Witness.Open("held");
        await held;
        await stage.Witness.Hears("ticker went");
        await ticker.Nothing();
        Assert.Equal(0, stage.Witness.Times("tick"));
    });

    [Fact]
    public Task A_tick_that_interleaves_comes_even_while_its_activation_waits_to_end() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten, interleave: true);
        var held = ticker.LeaveThenWork("held");
        await stage.Witness.Hears("begin held");
        await stage.Pass(Ten);
        await stage.Witness.Hears("tick");
        stage.Witness.Open("held");
        await held;
        await stage.Witness.Hears("ticker went");
    });

    [Fact]
    public Task A_timer_dies_with_its_activation() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, Ten);
        await ticker.Leave();
        await stage.Witness.Hears("ticker went");
        await stage.Pass(TimeSpan.FromMinutes(1));
        await ticker.Nothing();
        Assert.Equal(0, stage.Witness.Times("tick"));
    });

    [Fact]
    public async Task A_timer_keeps_its_grain_alive_only_if_it_is_to()
    {
        var stage = Stage(new Wishes { IdleAreSoonCollected = true });
        await stage.Play(async () =>
        {
            var period = TimeSpan.FromSeconds(61);
            var at = stage.Now + period;
            await stage.Grains.GetGrain<IUsualTicker>("kept").Start(period, period, keepAlive: true);
            await stage.Grains.GetGrain<IUsualTicker>("not kept").Start(Ten, TimeSpan.FromMinutes(14), says: "ticks in vain");
            var gone = stage.Witness.Hears("not kept went");
            for (var ticks = 1; !gone.IsCompleted; ticks++)
            {
                await stage.PassUntil(at);
                await stage.Witness.Hears("tick", ticks);
                at += period;
                await WorkElsewhere(stage);
            }

            Assert.NotEqual(0, stage.Witness.Times("ticks in vain"));
            Assert.DoesNotContain("kept went", stage.Witness.Heard);
        });
    }

    [Fact]
    public Task A_timer_is_due_within_49_days() => Play(async (stage, ticker) =>
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ticker.Start(TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ticker.Start(TimeSpan.FromSeconds(-5), Timeout.InfiniteTimeSpan));
        await ticker.Start(TimeSpan.FromDays(49), Timeout.InfiniteTimeSpan);
    });

    // so that ticks are rare: who ticks whenever a host looks for the idle never seems to be idle
    private static async Task WorkElsewhere(Stage stage)
    {
        for (var call = 0; call < 200; call++)
        {
            await stage.Grains.GetGrain<IWorker>("elsewhere").Rest();
        }
    }

    private async Task Play(Func<Stage, ITicker, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IUsualTicker>("ticker")));
    }
}
