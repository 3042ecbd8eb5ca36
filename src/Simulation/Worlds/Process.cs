using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Wakers;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Storage;
using Orleans;
using Orleans.Hosting;

namespace Monitoring.Simulation.Worlds;

/// <summary>One process of the product: a host of grains and a net, over the log that all processes share.</summary>
internal sealed class Process : IDisposable
{
    private readonly ServiceProvider _services;

    public Process(World world, int number, IReminderTable reminders, ILoggerFactory logs)
    {
        var wakers = world.Setting.Processes[number];
        Number = number;
        Port = new LogPort(world.Log, number);
        _services = Services(world, Port, wakers, reminders, logs);
        Host = _services.GetRequiredService<VirtualGrainHost>();
        Host.Start();
        Scheduler = CurrentScheduler(Host);
        var net = new NetOfDueRows(Port, Host.Grains, wakers, world.Time, logs.CreateLogger<NetOfDueRows>());
        Net = new NetRounds(world, net, Scheduler, isOn: wakers.Net);
        IsUp = true;
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

    public bool IsUp { get; private set; }

    /// <summary>Dies without a word.</summary>
    public void Kill()
    {
        IsUp = false;
        Net.Dispose();
        Host.Kill();
    }

    /// <summary>Shuts down in order.</summary>
    public void Stop()
    {
        IsUp = false;
        Net.Dispose();
        Host.Stop();
    }

    public void Dispose()
    {
        IsUp = false;
        Net.Dispose();
        _services.Dispose();
    }

    private static ServiceProvider Services(
        World world, LogPort port, WakerOptions wakers, IReminderTable reminders, ILoggerFactory logs)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        // a process that started before a revision reads the new version from the store when it first meets it
        var line = world.Line;
        services.AddSingleton<IPolicyShelf>(new PolicyShelf(line.Early, (_, _) => new(line.Late)));
        services.AddSingleton(wakers);
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
