using Microsoft.Extensions.DependencyInjection;
using Monitoring.Embedded;

namespace Monitoring.Conformance.Tests;

/// <summary>One thread and virtual time.</summary>
public sealed class VirtualStage(Wishes? wishes = null) : EmbeddedStage(wishes)
{
    public FaultPlan? Faults { get; init; }

    public VirtualTime Time { get => field ??= new VirtualTime(StartAt, Faults); init; }

    public VirtualGrainHost Driver => Services.GetRequiredService<VirtualGrainHost>();

    public override DateTimeOffset Now => Time.Now;

    public override Task Play(Func<Task> story) => PlayDriving(() => Driver.Drive(story, until: StartAt.AddYears(10)));

    /// <summary>Plays a story that drives the host itself.</summary>
    public async Task PlayDriving(Action story)
    {
        await using var provider = Build(services => services.AddVirtualTime(Time));
        Driver.Start();
        story();
        Driver.Stop();
    }

    // the driver moves the clock whenever nothing else is left to do
    public override async Task Pass(TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= TimeSpan.FromDays(1))
        {
            await Task.Delay(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), Time);
        }
    }

    // the clock moves only when everybody is waiting
    protected override Task Wait(DateTimeOffset instant, int reminders) => Task.CompletedTask;
}
