using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.Embedded.Tests;

/// <summary>The thread pool, and a clock that a test sets.</summary>
public sealed class ThreadStage(Wishes? wishes = null) : EmbeddedStage(wishes)
{
    // only ever waited for by a story that has gone wrong
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(60);

    private ManualTime Time => field ??= new ManualTime(StartAt);

    public override async Task Play(Func<Task> story)
    {
        await using var provider = Build(services => services.AddSingleton<TimeProvider>(Time));
        await Host.StartAsync(CancellationToken.None);
        var played = story();
        await WithoutHanging(played);
        await WithoutHanging(Host.StopAsync(CancellationToken.None));
    }

    public override Task Pass(TimeSpan span)
    {
        Time.Advance(span);
        return Task.CompletedTask;
    }

    private async Task WithoutHanging(Task task)
    {
        await Task.WhenAny(task, Task.Delay(HangsAfter));
        Assert.True(task.IsCompleted, $"It hangs. So far: {string.Join("; ", Witness.Heard)}");
        await task;
    }
}
