using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Revisions;
using Monitoring.Silo.Wakers;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Worlds;

/// <summary>One process of the product: a host of grains and a net, over the log that all processes share.</summary>
internal sealed class Process : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly PolicyShelf _shelf;
    private readonly RevisionWalk _walk;

    public Process(World world, int number, IReminderTable reminders, ILoggerFactory logs)
    {
        var wakers = world.Setting.Processes[number];
        Number = number;
        Port = new LogPort(world.Log, number);
        // one that started before a revision reads the new version from the store when it first meets it
        var line = world.Line;
        _shelf = world.InForce == line.First.Version
            ? new PolicyShelf(line.Early, (_, _) => new(line.Known))
            : new PolicyShelf(line.InForce(world.InForce));
        world.Rosters.Tell(this);
        _services = Services(world, Port, wakers, reminders, logs, _shelf);
        Host = _services.GetRequiredService<VirtualGrainHost>();
        Host.Start();
        Scheduler = CurrentScheduler(Host);
        Trusted = _services.GetRequiredService<TrustedTime>();
        Watch = new WatchRounds(
            world, Trusted, new TimeWatch(Trusted, Port, world.Time, logs.CreateLogger<TimeWatch>()), Scheduler);
        var witness = new NetWitness(Port, Host.Grains);
        var net = new NetOfDueRows(
            witness, witness, wakers, world.Time, logs.CreateLogger<NetOfDueRows>(), turn: null, Trusted);
        Net = new NetRounds(world, net, witness, Scheduler, wakers);
        _walk = new RevisionWalk(
            world.Time, new FollowRevisions(Port, world.Documents, Host.Grains, _shelf, world.Time, logs.CreateLogger<FollowRevisions>()), Scheduler);
        BootedAt = world.TrueNow;
        IsUp = true;
        _walk.Begin();
        if (wakers is not { ComplaintTimer: true, FacilityBook: true, Net: true })
        {
            world.Tally.Count(Fault.WakerOff);
        }

        if (world.Trace is { } trace)
        {
            Host.Trace((at, grain, what) => trace.Add(at, $"[{number}] {grain} {what}"));
        }
    }

    public int Number { get; }

    public VirtualGrainHost Host { get; }

    public LogPort Port { get; }

    public NetRounds Net { get; }

    public TaskScheduler Scheduler { get; }

    public TrustedTime Trusted { get; }

    public WatchRounds Watch { get; }

    /// <summary>When it came up, in true time: it knows nothing of what its clock did before.</summary>
    public DateTimeOffset BootedAt { get; }

    public bool IsUp { get; private set; }

    /// <summary>A version comes into force here, and every open complaint is to follow it.</summary>
    public void Publish(World world, PolicyVersion version)
    {
        _shelf.Activate(world.Line.InForce(version));
        _walk.Begin();
    }

    /// <summary>From now on this roster says here who is told.</summary>
    public void PutOnDuty(DutyRoster duty) => _shelf.PutOnDuty(duty);

    /// <summary>Dies without a word.</summary>
    public void Kill()
    {
        IsUp = false;
        Net.Dispose();
        Watch.Dispose();
        _walk.Dispose();
        Host.Kill();
    }

    /// <summary>Shuts down in order.</summary>
    public void Stop()
    {
        IsUp = false;
        Net.Dispose();
        Watch.Dispose();
        _walk.Dispose();
        Host.Stop();
    }

    public void Dispose()
    {
        IsUp = false;
        Net.Dispose();
        Watch.Dispose();
        _walk.Dispose();
        _services.Dispose();
    }

    private static ServiceProvider Services(
        World world, LogPort port, WakerOptions wakers, IReminderTable reminders, ILoggerFactory logs, PolicyShelf shelf)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<IPolicyShelf>(shelf);
        services.AddSingleton(wakers);
        services.AddSingleton<TrustedTime>();
        services.AddSingleton<ITrustedTime>(provider => provider.GetRequiredService<TrustedTime>());
        services.AddSingleton<IEventLog>(port);
        services.AddSingleton(reminders);
        services.AddEmbeddedGrains(engine =>
        {
            engine.Assemblies.Add(typeof(ComplaintGrain).Assembly);
            engine.CollectAfter = world.Setting.CollectAfter;
            engine.CollectEvery = world.Setting.CollectAfter;
        });
        services.AddVirtualTime(world.Time);
        return services.BuildServiceProvider();
    }

    private static TaskScheduler CurrentScheduler(VirtualGrainHost host)
    {
        TaskScheduler? found = null;
        host.Drive(() =>
        {
            found = TaskScheduler.Current;
            return Task.CompletedTask;
        });
        return found!;
    }
}
