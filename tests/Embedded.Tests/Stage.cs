using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Embedded.Tests.Grains;
using Orleans.Storage;

// The one file that knows which engine it is. Against real Orleans, ThreadStage would be a TestCluster of one silo.
namespace Monitoring.Embedded.Tests;

/// <summary>Where the sentences are played: grains, a witness, and time that passes when told to.</summary>
public abstract class Stage
{
    public static readonly DateTimeOffset Monday = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);

    public Witness Witness { get; init; } = new();

    /// <summary>Outlives the host, as a database does.</summary>
    public IReminderTable Reminders { get; init; } = new InMemoryReminderTable();

    public IGrainStorage Storage { get; init; } = new InMemoryGrainStorage();

    public DateTimeOffset StartAt { get; init; } = Monday;

    public Action<EmbeddedOptions> Configure { get; init; } = _ => { };

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public GrainHost Host => Services.GetRequiredService<GrainHost>();

    public IServiceProvider Services { get; private set; } = null!;

    public abstract DateTimeOffset Now { get; }

    /// <summary>Plays a story from the start of the host to its stop.</summary>
    public abstract Task Play(Func<Task> story);

    public Task Play(Func<Stage, Task> story) => Play(() => story(this));

    /// <summary>Lets time pass.</summary>
    public abstract Task Pass(TimeSpan span);

    protected ServiceProvider Build(Action<IServiceCollection> time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Witness);
        services.AddScoped<Possession>();
        services.AddSingleton(Reminders);
        services.AddKeyedSingleton("store", Storage);
        services.AddEmbeddedGrains(options =>
        {
            options.Assemblies.Add(Assembly.GetExecutingAssembly());
            Configure(options);
        });
        time(services);
        var provider = services.BuildServiceProvider();
        Services = provider;
        return provider;
    }
}

/// <summary>The thread pool, and a clock that a test sets.</summary>
public sealed class ThreadStage : Stage
{
    // only ever waited for by a story that has gone wrong
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(30);

    private ManualTime? _time;

    public override DateTimeOffset Now => Time.GetUtcNow();

    private ManualTime Time => _time ??= new ManualTime(StartAt);

    public override async Task Play(Func<Task> story)
    {
        await using var provider = Build(services => services.AddSingleton<TimeProvider>(Time));
        await Host.StartAsync(CancellationToken.None);
        try
        {
            await story().WaitAsync(HangsAfter);
        }
        catch (TimeoutException hung) when (!hung.Message.Contains("did not answer", StringComparison.Ordinal))
        {
            throw new TimeoutException($"The story hangs. So far: {string.Join("; ", Witness.Heard)}", hung);
        }

        await Host.StopAsync(CancellationToken.None).WaitAsync(HangsAfter);
    }

    public override Task Pass(TimeSpan span)
    {
        Time.Advance(span);
        return Task.CompletedTask;
    }
}

/// <summary>One thread and virtual time.</summary>
public sealed class VirtualStage : Stage
{
    public FaultPlan? Faults { get; init; }

    public VirtualTime Time { get => field ??= new VirtualTime(StartAt, Faults); init; }

    public override DateTimeOffset Now => Time.Now;

    public VirtualGrainHost Driver => Services.GetRequiredService<VirtualGrainHost>();

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
}
