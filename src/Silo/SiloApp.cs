using System.Globalization;
using System.Net;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard;
using Monitoring.LiveBoard.Fold;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Auditor;
using Monitoring.Silo.Demo;
using Monitoring.Silo.Demo.Drill;
using Monitoring.Silo.Engine;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Http;
using Monitoring.Silo.Http.Health;
using Monitoring.Silo.Http.Metrics;
using Monitoring.Silo.Moving;
using Monitoring.Silo.Options;
using Monitoring.Silo.Province;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Taxonomy;
using Monitoring.Silo.Wakers;
using Monitoring.Silo.Watchdog;

namespace Monitoring.Silo;

/// <summary>The whole server as a type, so that a test can boot it with a temporary folder and port 0.</summary>
internal static class SiloApp
{
    /// <summary>For open requests, and for the grains to leave in order; after that it just ends.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    /// <summary>Puts the server together; nothing listens before it is started.</summary>
    public static async Task<WebApplication> Build(SiloOptions options, TimeProvider wall)
    {
        var time = options.ClockRate == 1 ? wall : new FastTime(wall, options.ClockRate);
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Listen(IPAddress.Parse(options.Address), options.Port);
        });
        Log(builder.Logging);
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = StopWithin + TimeSpan.FromSeconds(options.DrainSeconds));

        using var starting = LoggerFactory.Create(Log);
        var store = await Store.Open(options, starting, wall);
        try
        {
            await UnfinishedImport.Refuse(store.Documents);
            var roster = await RosterInForce.Of(options, store.Documents);
            var codes = CodeBook.Read(ShippedFile.Find(options.Taxonomy));
            var shelf = await LoadPolicies.From(
                options, store.Documents, (pack, file) => PackFits.Check(pack, roster.Facilities, codes, file));

            builder.Services.AddSingleton(time);
            builder.Services.AddSingleton(_ => store); // by factory, so that the container closes it
            builder.Services.AddSingleton(store.Documents);
            builder.Services.AddSingleton(store.Trees);
            var switches = options.Faults ? new Switchboard() : null;
            var faulty = switches is null ? null : new FaultyLog(store.Log, switches, time);
            builder.Services.AddSingleton(faulty ?? store.Log);
            builder.Services.AddSingleton(shelf);
            builder.Services.AddSingleton<IPolicyShelf>(shelf);
            builder.Services.AddSingleton(switches is null
                ? Wakers(options)
                : Wakers(options) with { StandStill = () => switches.IsOn(Fault.WakersStopped) });
            store.AddTo(builder.Services, options);
            AddTime(builder.Services, options, wall);
            GrainEngine.Add(builder, options);
            builder.Services.AddMonitoringApi(options);
            builder.Services.AddLiveBoard(board =>
            {
                board.Regions = [.. roster.Regions.Select(r => new RegionCard(r.Code, r.Name, r.ShortName ?? r.Name))];
                board.Simulated = roster.Simulated;
                board.Wall = wall;
                board.CheckpointFolder = Path.Combine(options.Data, BoardFolder(options));
            });
            builder.Services.AddHostedService<NetOfDueRows>();
            builder.Services.AddDailyHeads();
            if (options.Role == SiloRole.Silo)
            {
                AddAuditor(builder.Services, options, store.Streams);
                AddWatchdog(builder.Services, options);
                builder.Services.AddHostedService<LookOverTheProvince>();
            }

            if (options.Demo)
            {
                await AddDemo(builder.Services, options, roster, shelf, store.Log, time);
            }

            if (switches is not null && faulty is not null)
            {
                builder.Services.AddDrill(switches, faulty, store.Log, roster, shelf, options.Seed);
            }
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        var app = builder.Build();
        if (options.Faults)
        {
            app.UseDrill();
        }

        app.MapMonitoringApi();
        app.MapLiveBoard();
        if (options.Faults)
        {
            app.MapDrill();
        }

        return app;
    }

    internal static WakerOptions Wakers(SiloOptions options) => new()
    {
        ComplaintTimer = options.ComplaintTimer,
        FacilityBook = options.FacilityBook,
        FacilityReminder = options.FacilityBook,
        SleepAfterFiling = true,
        Net = options.Net && options.Role == SiloRole.Silo,
    };

    // processes of one machine may share a data folder, but each folds boards of its own
    private static string BoardFolder(SiloOptions options) => options.Database.Length == 0
        ? "boards"
        : string.Create(CultureInfo.InvariantCulture, $"boards-{options.Port}");

    /// <summary>Before the engine, so that no grain decides anything before the first look at the clocks.</summary>
    private static void AddTime(IServiceCollection services, SiloOptions options, TimeProvider wall)
    {
        services.AddSingleton(all => new TrustedTime(all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITrustedTime>(all => all.GetRequiredService<TrustedTime>());
        services.AddSingleton(all => new TimeWatch(
            all.GetRequiredService<TrustedTime>(),
            options.ClockRate == 1 ? all.GetRequiredService<IEventLog>() : null,
            wall,
            all.GetRequiredService<ILogger<TimeWatch>>(),
            all.GetService<IDatabaseTime>()));
        services.AddHostedService(all => all.GetRequiredService<TimeWatch>());
    }

    private static void AddAuditor(IServiceCollection services, SiloOptions options, IStreamIndex streams)
    {
        services.AddSingleton(all => new AuditOfDueRows(
            streams,
            all.GetRequiredService<IEventLog>(),
            all.GetRequiredService<IPolicyShelf>(),
            all.GetRequiredService<IGrainFactory>(),
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILogger<AuditOfDueRows>>(),
            TimeSpan.FromSeconds(options.AuditEverySeconds),
            all.GetService<INetTurn>()));
        services.AddHostedService(all => all.GetRequiredService<AuditOfDueRows>());
        services.AddSingleton<AuditGoesRound>();
        services.AddSingleton<IReadinessCheck>(all => all.GetRequiredService<AuditGoesRound>());
        services.AddSingleton<IMetricSource>(all => all.GetRequiredService<AuditGoesRound>());
    }

    /// <summary>A clock at another speed is a demonstration's, and would have it file all the time.</summary>
    private static void AddWatchdog(IServiceCollection services, SiloOptions options)
    {
        if (options.WatchdogEverySeconds == 0 || options.ClockRate != 1)
        {
            return;
        }

        if (options.WatchdogUrl.Length > 0)
        {
            services.AddSingleton<IOutsidePing>(all => new WebhookPing(
                new Uri(options.WatchdogUrl), HttpMethod.Parse(options.WatchdogMethod), all.GetRequiredService<ILogger<WebhookPing>>()));
        }

        services.AddSingleton<WatchdogLoop>();
        services.AddHostedService(all => all.GetRequiredService<WatchdogLoop>());
        services.AddSingleton<IReadinessCheck>(all => all.GetRequiredService<WatchdogLoop>());
        services.AddSingleton<IMetricSource>(all => all.GetRequiredService<WatchdogLoop>());
    }

    private static async Task AddDemo(
        IServiceCollection services,
        SiloOptions options,
        Roster roster,
        PolicyShelf shelf,
        IEventLog log,
        TimeProvider time)
    {
#if EMBEDDED
        var province = new DemoProvince(roster, shelf.Active, options.Seed, time.Now());
        if (await log.Head(Grains.Feed.Audience.Province, CancellationToken.None) == 0)
        {
            await DemoHistory.Write(province, roster, shelf, log);
        }
#else
        // virtual time is the Embedded engine's: on Orleans the simulated province begins without a past
        var province = new DemoProvince(roster, shelf.Active, options.Seed, time.Now()) { HasPast = false };
        await Task.CompletedTask;
#endif
        services.AddSingleton(province);
        services.AddHostedService<DemoDay>();
    }

    private static void Log(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.SetMinimumLevel(LogLevel.Warning);
    }
}
