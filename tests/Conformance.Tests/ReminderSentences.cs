using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>
/// When reminders come, and when they do not: late, twice or not at all. Nothing that must happen may hang on one alone.
/// </summary>
public abstract class ReminderSentences : Sentences
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public Task A_reminder_comes_when_due_and_then_at_its_period() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await stage.PassUntil(At(9));
        await stage.Witness.Hears("tea at 06 09:00:00");
        await stage.PassUntil(At(10));
        await stage.Witness.Hears("tea at 06 10:00:00");
        Assert.Equal(2, stage.Witness.Times("tea"));
    });

    [Fact]
    public Task A_tick_says_when_the_first_was_due_and_when_it_was_sent_itself() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await stage.PassUntil(At(9));
        await stage.Witness.Hears("tea");
        await stage.PassUntil(At(10));
        await stage.Witness.Hears("tea, first at 09:00, every 01:00:00, sent at 10:00");
    });

    [Fact]
    public Task A_reminder_outlives_its_activation() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await grain.Leave();
        await stage.PassUntil(At(9));
        await stage.Witness.Hears("tea at 06 09:00:00");
    });

    [Fact]
    public async Task A_reminder_outlives_its_host()
    {
        var table = new LastingTable();
        await Play(Stage(new Wishes { Reminders = table }), (_, grain) => grain.Remember("tea", Hour, Hour));
        await Play(Stage(new Wishes { Reminders = table, StartAt = At(8, 30) }), async (stage, _) =>
        {
            await stage.PassUntil(At(9));
            await stage.Witness.Hears("tea at 06 09:00:00");
        });
    }

    [Fact]
    public async Task A_reminder_due_while_the_host_was_down_is_skipped_to_its_next_period()
    {
        var table = new LastingTable();
        await Play(Stage(new Wishes { Reminders = table }), async (_, grain) =>
        {
            await grain.Remember("tea", Hour, Hour);
            await grain.Remember("birthday", Hour, Year);
        });
        await Play(Stage(new Wishes { Reminders = table, StartAt = At(11, 30) }), async (stage, _) =>
        {
            await stage.PassUntil(At(12));
            await stage.Witness.Hears("tea at 06 12:00:00");
            Assert.Equal(1, stage.Witness.Times("tea"));
            await stage.PassUntil(At(12).AddDays(30));
            await stage.Witness.Hears("tea", times: 2);
            Assert.Equal(0, stage.Witness.Times("birthday"));
            await stage.PassUntil(At(9) + Year, reminders: 2);
            await stage.Witness.Hears("birthday at 06 09:00:00");
        });
    }

    [Fact]
    public async Task A_reminder_that_has_come_comes_again_when_its_host_restarts_in_that_instant()
    {
        var table = new LastingTable();
        await Play(Stage(new Wishes { Reminders = table }), async (stage, grain) =>
        {
            await grain.Remember("tea", Hour, Hour);
            await stage.PassUntil(At(9));
            await stage.Witness.Hears("tea at 06 09:00:00");
        });
        await Play(Stage(new Wishes { Reminders = table, StartAt = At(9) }), async (stage, _) =>
        {
            await stage.PassUntil(At(9) + TimeSpan.FromMilliseconds(1));
            await stage.Witness.Hears("tea at 06 09:00:00");
        });
    }

    [Fact]
    public Task A_reminder_for_a_busy_grain_comes_late() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", FiveMinutes, Hour);
        var held = grain.Work("held");
        await stage.Witness.Hears("begin held");
        await stage.PassUntil(At(8, 5));
        await stage.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(0, stage.Witness.Times("tea"));
        stage.Witness.Open("held");
        await stage.Witness.Hears("tea at 06 08:05:20");
    });

    [Fact]
    public Task A_reminder_for_a_grain_that_is_busy_for_too_long_is_lost() => Play(
        Stage(new Wishes { CallersSoonGiveUp = true }),
        async (stage, grain) =>
        {
            await grain.Remember("tea", FiveMinutes, FiveMinutes);
            var held = grain.Work("held");
            await stage.Witness.Hears("begin held");
            await stage.PassUntil(At(8, 5));
            await GivesUp(stage, held);
            await GivesUp(stage, grain.Nothing());
            stage.Witness.Open("held");
            await stage.PassUntil(At(8, 10));
            await stage.Witness.Hears("tea at 06 08:10:00");
            Assert.Equal(1, stage.Witness.Times("tea"));
        });

    [Fact]
    public Task A_reminder_that_failed_comes_again_at_its_period() => Play(async (stage, grain) =>
    {
        await grain.Remember("fire", Hour, Hour);
        await stage.PassUntil(At(9));
        await stage.Witness.Hears("fire at 06 09:00:00");
        await stage.PassUntil(At(10));
        await stage.Witness.Hears("fire at 06 10:00:00");
    });

    [Fact]
    public Task A_reminder_set_anew_forgets_its_old_schedule() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await grain.Remember("tea", TimeSpan.FromHours(3), Hour);
        await grain.Remember("bell", Hour, Hour);
        await stage.PassUntil(At(9));
        await stage.Witness.Hears("bell");
        await stage.PassUntil(At(10));
        await stage.Witness.Hears("bell", times: 2);
        Assert.Equal(0, stage.Witness.Times("tea"));
        await stage.PassUntil(At(11), reminders: 2);
        await stage.Witness.Hears("tea at 06 11:00:00");
    });

    [Fact]
    public Task A_forgotten_reminder_does_not_come() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await grain.Remember("bell", Hour, Hour);
        Assert.True(await grain.Remembers("tea"));
        Assert.True(await grain.Forget("tea"));
        Assert.False(await grain.Remembers("tea"));
        Assert.False(await grain.Forget("tea"));
        await stage.PassUntil(At(9));
        await stage.Witness.Hears("bell");
        await stage.PassUntil(At(10));
        await stage.Witness.Hears("bell", times: 2);
        Assert.Equal(0, stage.Witness.Times("tea"));
    });

    [Fact]
    public Task The_shortest_period_is_a_minute() => Play(async (_, grain) =>
    {
        await Assert.ThrowsAsync<ArgumentException>(() => grain.Remember("tea", Hour, TimeSpan.FromSeconds(59)));
        await grain.Remember("tea", Hour, TimeSpan.FromMinutes(1));
    });

    [Fact]
    public Task A_reminder_far_off_comes_on_its_day() => Play(async (stage, grain) =>
    {
        await grain.Remember("birthday", TimeSpan.FromDays(100), Year);
        await grain.Remember("bell", TimeSpan.FromDays(99), Year);
        await stage.PassUntil(At(8).AddDays(99));
        await stage.Witness.Hears("bell");
        Assert.Equal(0, stage.Witness.Times("birthday"));
        await stage.PassUntil(At(8).AddDays(100));
        await stage.Witness.Hears("birthday");
    });

    private static DateTimeOffset At(int hour, int minute = 0) =>
        Conformance.Tests.Stage.Monday + TimeSpan.FromMinutes((60 * (hour - 8)) + minute);

    private static async Task GivesUp(Stage stage, Task call)
    {
        await stage.PassUntilOver(call, TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    private static Task Play(Stage stage, Func<Stage, IRemembering, Task> story) =>
        stage.Play(() => story(stage, stage.Grains.GetGrain<IRemembering>("grain")));

    private Task Play(Func<Stage, IRemembering, Task> story) => Play(Stage(), story);
}
