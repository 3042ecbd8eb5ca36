using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>A clock that moves only when it is driven, and what runs on it.</summary>
public sealed class VirtualTimeSentences
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public Task Timers_fire_in_the_order_of_their_instants_and_then_in_that_of_their_setting() => Play((stage, driver) =>
    {
        var fired = new List<string>();
        Set("third", 2);
        Set("first", 1);
        Set("fourth", 2);
        Set("second", 1);
        driver.Advance(Minute);
        Assert.Equal(["first", "second", "third", "fourth"], fired);

        void Set(string name, int seconds) => stage.Time.CreateTimer(
            _ => fired.Add(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    });

    [Fact]
    public Task An_idle_host_jumps_to_the_next_timer_and_never_past_it() => Play((stage, driver) =>
    {
        var fired = new List<DateTimeOffset>();
        using var first = stage.Time.CreateTimer(_ => fired.Add(driver.Now), null, Minute, Minute);
        Assert.True(driver.RunNext());
        Assert.Equal(Stage.Monday + Minute, driver.Now);
        Assert.False(driver.RunNext(until: Stage.Monday.AddSeconds(119)));
        Assert.Equal(Stage.Monday + Minute, driver.Now);
        driver.AdvanceTo(Stage.Monday.AddSeconds(150));
        Assert.Equal(Stage.Monday.AddSeconds(150), driver.Now);
        Assert.Equal([Stage.Monday + Minute, Stage.Monday + (2 * Minute)], fired);
        Assert.Throws<ArgumentOutOfRangeException>(() => driver.AdvanceTo(Stage.Monday));
    });

    [Fact]
    public Task A_timer_that_was_disposed_or_set_anew_leaves_nothing_behind() => Play((stage, driver) =>
    {
        var fired = 0;
        using (stage.Time.CreateTimer(_ => fired++, null, Minute, Minute))
        {
        }

        using var changed = stage.Time.CreateTimer(_ => fired++, null, Minute, Timeout.InfiniteTimeSpan);
        changed.Change(3 * Minute, Timeout.InfiniteTimeSpan);
        driver.Advance(2 * Minute);
        Assert.Equal(0, fired);
        driver.Advance(Minute);
        Assert.Equal(1, fired);
        Assert.Null(stage.Time.NextDueAt);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Timers_set_and_set_anew_at_random_fire_in_order(int seed)
    {
        var random = new Random(seed);
        var stage = new VirtualStage();
        var fired = new List<(DateTimeOffset Due, DateTimeOffset At)>();
        var due = new Dictionary<ITimer, DateTimeOffset>();
        var timers = new List<ITimer>();
        for (var number = 0; number < 500; number++)
        {
            var timer = stage.Time.CreateTimer(
                self => fired.Add((due[timers[(int)self!]], stage.Time.Now)), number, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timers.Add(timer);
        }

        for (var change = 0; change < 2_000; change++)
        {
            var timer = timers[random.Next(timers.Count)];
            var span = random.Next(4) == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(random.Next(1, 100));
            timer.Change(span, Timeout.InfiniteTimeSpan);
            if (span == Timeout.InfiniteTimeSpan)
            {
                due.Remove(timer);
            }
            else
            {
                due[timer] = Stage.Monday + span;
            }
        }

        await stage.Play(() => stage.Pass(TimeSpan.FromMinutes(5)));
        Assert.Equal(due.Values.Order(), fired.Select(one => one.At));
        Assert.All(fired, one => Assert.Equal(one.Due, one.At));
    }

    [Fact]
    public Task Everything_runs_on_the_thread_of_the_driver() => Play((stage, driver) =>
    {
        var here = Environment.CurrentManagedThreadId;
        var threads = new HashSet<int>();
        stage.Host.OnTurn = (_, _) => threads.Add(Environment.CurrentManagedThreadId);
        driver.Drive(async () =>
        {
            await stage.Grains.GetGrain<IOpenWorker>("open").Count(times: 10);
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Yield();
            threads.Add(Environment.CurrentManagedThreadId);
        });
        driver.Drive(BeganOutsideTheDriver());
        Assert.Equal([here], threads);

        async Task BeganOutsideTheDriver()
        {
            await stage.Grains.GetGrain<IOpenWorker>("open").Count(times: 10).ConfigureAwait(false);
            threads.Add(Environment.CurrentManagedThreadId);
        }
    });

    [Fact]
    public Task Who_is_stuck_is_named() => Play((stage, driver) =>
    {
        var worker = stage.Grains.GetGrain<IWorker>("lazy");
        var stuck = Assert.Throws<InvalidOperationException>(() => driver.Drive(async () =>
        {
            var held = worker.Work("held");
            await worker.Add(1, 2);
            await held;
        }));
        Assert.Contains("worker/lazy runs IWorker.Work since 2031-01-06T08:00:00", stuck.Message, StringComparison.Ordinal);
        Assert.Contains("1 waiting", stuck.Message, StringComparison.Ordinal);
        stage.Witness.Open("held");
    });

    [Fact]
    public Task What_is_driven_must_not_drive() => Play((_, driver) =>
        Assert.Throws<InvalidOperationException>(() => driver.Drive(() =>
        {
            driver.RunUntilIdle();
            return Task.CompletedTask;
        })));

    [Fact]
    public Task The_clock_stands_still_while_work_is_under_way_outside() => Play((stage, driver) =>
    {
        var fired = false;
        using var timer = stage.Time.CreateTimer(_ => fired = true, null, Minute, Timeout.InfiniteTimeSpan);
        var outside = new TaskCompletionSource<int>();
        var result = driver.Drive(
            async () =>
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => outside.SetResult(7), null);
                return await driver.Outside(outside.Task);
            },
            until: Stage.Monday.AddDays(1));
        Assert.Equal(7, result);
        Assert.False(fired);
        Assert.Equal(Stage.Monday, driver.Now);
    });

    [Fact]
    public Task Timers_do_not_notice_that_the_clock_on_the_wall_was_set() => Play((stage, driver) =>
    {
        var fired = new List<DateTimeOffset>();
        using var timer = stage.Time.CreateTimer(_ => fired.Add(driver.Now), null, Minute, Minute);
        driver.StepClock(TimeSpan.FromDays(30));
        driver.Advance(Minute);
        driver.StepClock(TimeSpan.FromDays(-40));
        driver.Advance(Minute);
        Assert.Equal([Stage.Monday.AddDays(30) + Minute, Stage.Monday.AddDays(-10) + (2 * Minute)], fired);
    });

    [Fact]
    public Task A_reminder_goes_by_the_clock_on_the_wall() => Play((stage, driver) =>
    {
        driver.Drive(() => stage.Grains.GetGrain<IRemembering>("grain").Remember("tea", 60 * Minute, 60 * Minute));
        driver.StepClock(-30 * Minute);
        driver.Advance(89 * Minute);
        Assert.Equal(0, stage.Witness.Times("tea"));
        driver.Advance(Minute);
        Assert.Equal(1, stage.Witness.Times("tea at 06 09:00:00"));
    });

    [Fact]
    public Task What_was_due_while_the_process_was_frozen_comes_when_it_goes_on() => Play((stage, driver) =>
    {
        var fired = new List<DateTimeOffset>();
        using var timer = stage.Time.CreateTimer(_ => fired.Add(driver.Now), null, Minute, Timeout.InfiniteTimeSpan);
        driver.Suspend(60 * Minute);
        Assert.Empty(fired);
        driver.AdvanceTo(driver.Now);
        Assert.Equal([Stage.Monday + (60 * Minute)], fired);
    });

    [Fact]
    public Task A_quiet_host_has_nothing_left_to_do() => Play((stage, driver) =>
    {
        driver.Drive(() => stage.Grains.GetGrain<IUsualMortal>("somebody").Age());
        while (driver.RunNext())
        {
        }

        Assert.Contains("somebody went: ActivationIdle", stage.Witness.Heard);
        Assert.Null(stage.Time.NextDueAt);
    });

    [Fact]
    public async Task A_killed_host_says_nothing_more_and_the_next_goes_on()
    {
        var stage = new VirtualStage();
        var next = new VirtualStage(new Wishes { Reminders = stage.Reminders })
        {
            Time = stage.Time,
            Store = stage.Store,
            Witness = stage.Witness,
        };
        await Play(stage, (_, driver) =>
        {
            var worker = stage.Grains.GetGrain<IWorker>("worker");
            driver.Drive(() => stage.Grains.GetGrain<ILedger>("mine").Add(3));
            driver.Drive(() => stage.Grains.GetGrain<IRemembering>("grain").Remember("tea", Minute, Minute));
            var held = worker.Work("held");
            driver.RunUntilIdle();
            driver.Kill();
            Assert.Throws<SiloUnavailableException>(() => driver.Drive(held));
            Assert.Throws<SiloUnavailableException>(() => driver.Drive(worker.Add(1, 1).AsTask()));
            stage.Witness.Open("held");
        });
        await Play(next, (_, driver) =>
        {
            Assert.Equal(3, driver.Drive(() => next.Grains.GetGrain<ILedger>("mine").Sum()));
            driver.Advance(Minute);
        });
        Assert.DoesNotContain("end held", stage.Witness.Heard);
        Assert.DoesNotContain(stage.Witness.Heard, line => line.Contains("went", StringComparison.Ordinal));
        Assert.Equal(1, stage.Witness.Times("tea"));
    }

    private static Task Play(Action<VirtualStage, VirtualGrainHost> story) => Play(new VirtualStage(), story);

    private static Task Play(VirtualStage stage, Action<VirtualStage, VirtualGrainHost> story) =>
        stage.PlayDriving(() => story(stage, stage.Driver));
}
