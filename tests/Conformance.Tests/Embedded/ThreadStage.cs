using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.Conformance.Tests;

/// <summary>The thread pool, and a clock that a test sets.</summary>
public sealed class ThreadStage(Wishes? wishes = null) : EmbeddedStage(wishes)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    private ManualTime Time => field ??= new ManualTime(StartAt);

    public override DateTimeOffset Now => Time.GetUtcNow();

    public override async Task Play(Func<Task> story)
    {
        await using var provider = Build(services => services.AddSingleton<TimeProvider>(Time));
        await Host.StartAsync(CancellationToken.None);
        await story().WithoutHanging(Witness);
        await Host.StopAsync(CancellationToken.None).WithoutHanging(Witness);
    }

    public override Task Pass(TimeSpan span)
    {
        Time.Advance(span);
        return Task.CompletedTask;
    }

    public override async Task PassUntilOver(Task call, TimeSpan span)
    {
        using var look = new PeriodicTimer(LookEvery);
        do
        {
            await Pass(span);
        }
        while (!call.IsCompleted && await look.WaitForNextTickAsync());
    }

    // one timer serves all reminders
    protected override Task Wait(DateTimeOffset instant, int reminders) => Time.WaitsFor(instant, timers: 1);
}
