using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Wakers;

namespace Monitoring.Simulation.Tests;

/// <summary>The product's own grains, log and net on virtual time; it can be killed and come back over the same log.</summary>
internal sealed class World : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    private readonly WakerOptions _wakers;
    private readonly IEventLog _log;
    private readonly bool _doubting;
    private readonly PolicyShelf _shelf = new(PolicyBook.ExternalOnly);
    private ServiceProvider? _services;
    private NetOfDueRows? _net;
    private TimeWatch? _watch;

    /// <param name="wakers">Who wakes complaints.</param>
    /// <param name="log">The log; an empty one in memory unless given.</param>
    /// <param name="doubting">Whether the time is watched, as in the server.</param>
    public World(WakerOptions wakers, IEventLog? log = null, bool doubting = false)
    {
        (_wakers, _doubting) = (wakers, doubting);
        _log = log ?? new MemoryEventLog();
        Host = Boot(Start);
    }

    public VirtualGrainHost Host { get; private set; }

    public IEventLog Log => _log;

    /// <summary>The trusted time, where it is watched.</summary>
    public TrustedTime Trusted { get; private set; } = null!;

    public Outcome File(string id, DateTimeOffset dueAt, RequestKey? key = null) =>
        Host.Drive(() => Grain(id).File(Filing(dueAt, key)));

    public Outcome CarryOut(string id, ComplaintCommand command) => Host.Drive(() => Grain(id).CarryOut(command));

    public FileComplaint Filing(DateTimeOffset dueAt, RequestKey? key = null) => new()
    {
        By = new Actor("gateway"),
        Key = key,
        Owner = new Owner("f1", "3601", "hospital", "C", "pemkab"),
        Traits = new CaseTraits { Channel = "BPJS", ExternalDueAt = dueAt },
        Policy = _shelf.Active,
    };

    public IComplaintGrain Grain(string id) => Host.Grains.GetGrain<IComplaintGrain>(id);

    /// <summary>Lives on to an instant; every two seconds the net goes its round, if it is switched on.</summary>
    public void LiveTo(DateTimeOffset instant)
    {
        while (_wakers.Net && Host.Now + NetOfDueRows.Every <= instant)
        {
            Turn();
        }

        Host.AdvanceTo(instant);
    }

    /// <summary>Lives on for a while, whatever the clock on the wall shows meanwhile.</summary>
    public void LiveFor(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += NetOfDueRows.Every)
        {
            Turn();
        }
    }

    private void Turn()
    {
        for (var passed = TimeSpan.Zero; passed < NetOfDueRows.Every; passed += TimeWatch.Every)
        {
            Host.Advance(TimeWatch.Every);
            if (_doubting)
            {
                Host.Drive(() => _watch!.RunOnce(CancellationToken.None));
            }
        }

        Host.Drive(() => _net!.RunOnce(CancellationToken.None));
    }

    /// <summary>Dies without a word and comes back later: nothing is left but the log.</summary>
    public void KillAndReturnAt(DateTimeOffset instant)
    {
        _services!.Dispose();
        Host = Boot(instant);
    }

    public ImmutableArray<FeedItem> Breaches()
    {
        var rows = _log.ReadFeed(Audience.Province, 0, int.MaxValue, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return
        [
            .. rows.Select(r => JsonSerializer.Deserialize(r.Item, FeedJson.Default.FeedItem)!)
                .Where(i => i.Kind == "breached"),
        ];
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _net?.Dispose();
        _services?.Dispose();
    }

    private VirtualGrainHost Boot(DateTimeOffset at)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IPolicyShelf>(_shelf);
        services.AddSingleton(_wakers);
        services.AddSingleton(_log);
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(engine => engine.Assemblies.Add(typeof(ComplaintGrain).Assembly));
        var time = new VirtualTime(at);
        services.AddVirtualTime(time);
        Trusted = new TrustedTime(time);
        if (_doubting)
        {
            services.AddSingleton<ITrustedTime>(Trusted);
        }

        _services = services.BuildServiceProvider();
        var host = _services.GetRequiredService<VirtualGrainHost>();
        host.Start();
        _net?.Dispose();
        _net = new NetOfDueRows(_log, host.Grains, _wakers, host.Time, NullLogger<NetOfDueRows>.Instance, null, _doubting ? Trusted : null);
        _watch?.Dispose();
        _watch = new TimeWatch(Trusted, _log, host.Time, NullLogger<TimeWatch>.Instance);
        if (_doubting)
        {
            host.Drive(() => _watch.RunOnce(CancellationToken.None));
        }

        return host;
    }
}
