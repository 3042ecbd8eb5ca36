using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

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
    public Task A_timer_does_not_keep_its_grain_alive() => Play(async (stage, ticker) =>
    {
        await ticker.Start(Ten, TimeSpan.FromMinutes(5));

        // on threads a look for idle grains may meet a tick; then a later look collects it
        var gone = stage.Witness.Hears("ticker went");
        while (!gone.IsCompleted)
        {
            await stage.Pass(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await gone;
    });

    [Fact]
    public Task A_timer_that_is_to_keep_its_grain_alive_does() => Play(async (stage, ticker) =>
    {
        await ticker.Start(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), keepAlive: true);
        for (var ticks = 1; ticks <= 10; ticks++)
        {
            await stage.Pass(TimeSpan.FromMinutes(5));
            await stage.Witness.Hears("tick", ticks);
            await stage.Pass(TimeSpan.Zero);
        }

        Assert.DoesNotContain("ticker went", stage.Witness.Heard);
    });

    [Fact]
    public Task A_timer_is_due_within_49_days() => Play(async (stage, ticker) =>
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ticker.Start(TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => ticker.Start(TimeSpan.FromSeconds(-5), Timeout.InfiniteTimeSpan));
        await ticker.Start(TimeSpan.FromDays(49), Timeout.InfiniteTimeSpan);
    });

    private async Task Play(Func<Stage, ITicker, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<ITicker>("ticker")));
    }
}
