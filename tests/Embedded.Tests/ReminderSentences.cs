using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>When reminders come, and when they do not.</summary>
public abstract class ReminderSentences : Sentences
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public Task A_reminder_comes_when_due_and_then_at_its_period() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await stage.Pass(Hour);
        await stage.Witness.Hears("tea at 06 09:00");
        await Settle(stage, grain, "tea", 1);
        await stage.Pass(Hour);
        await stage.Witness.Hears("tea at 06 10:00");
    });

    [Fact]
    public Task A_reminder_outlives_its_activation() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await grain.Leave();
        await stage.Pass(Hour);
        await stage.Witness.Hears("tea at 06 09:00");
    });

    [Fact]
    public async Task A_reminder_outlives_its_host()
    {
        var before = Stage();
        await Play(before, (_, grain) => grain.Remember("tea", Hour, Hour));
        await Play(After(before, TimeSpan.FromMinutes(30)), async (stage, _) =>
        {
            await stage.Pass(TimeSpan.FromMinutes(30));
            await stage.Witness.Hears("tea at 06 09:00");
        });
    }

    [Fact]
    public async Task A_reminder_due_while_the_host_was_down_is_skipped()
    {
        var before = Stage();
        await Play(before, async (_, grain) =>
        {
            await grain.Remember("tea", Hour, Hour);
            await grain.Remember("birthday", Hour, TimeSpan.FromDays(365));
        });
        await Play(After(before, TimeSpan.FromMinutes(210)), async (stage, grain) =>
        {
            await stage.Pass(TimeSpan.FromMinutes(30));
            await stage.Witness.Hears("tea at 06 12:00");
            Assert.Equal(1, stage.Witness.Times("tea"));
            await stage.Pass(TimeSpan.FromDays(30));
            await grain.Nothing();
            Assert.Equal(0, stage.Witness.Times("birthday"));
        });
    }

    [Fact]
    public Task A_reminder_set_anew_forgets_its_old_schedule() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        await grain.Remember("tea", TimeSpan.FromHours(3), Hour);
        await stage.Pass(TimeSpan.FromHours(2));
        await grain.Nothing();
        Assert.Equal(0, stage.Witness.Times("tea"));
        await stage.Pass(Hour);
        await stage.Witness.Hears("tea at 06 11:00");
    });

    [Fact]
    public Task A_forgotten_reminder_does_not_come() => Play(async (stage, grain) =>
    {
        await grain.Remember("tea", Hour, Hour);
        Assert.True(await grain.Remembers("tea"));
        Assert.True(await grain.Forget("tea"));
        Assert.False(await grain.Remembers("tea"));
        await stage.Pass(TimeSpan.FromHours(5));
        await grain.Nothing();
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
        await grain.Remember("birthday", TimeSpan.FromDays(100), TimeSpan.FromDays(365));
        await stage.Pass(TimeSpan.FromDays(99));
        await grain.Nothing();
        Assert.Equal(0, stage.Witness.Times("birthday"));
        await stage.Pass(TimeSpan.FromDays(1));
        await stage.Witness.Hears("birthday");
    });

    // once the tick has been answered, the next one is set
    private static async Task Settle(Stage stage, IRemembering grain, string reminder, int times)
    {
        await stage.Witness.Hears(reminder, times);
        await grain.Nothing();
    }

    private static Task Play(Stage stage, Func<Stage, IRemembering, Task> story) =>
        stage.Play(() => story(stage, stage.Grains.GetGrain<IRemembering>("grain")));

    private Task Play(Func<Stage, IRemembering, Task> story) => Play(Stage(), story);

    private Stage After(Stage before, TimeSpan down) =>
        Stage(new Wishes(Embedded.Tests.Stage.Monday + down, before.Reminders));
}
