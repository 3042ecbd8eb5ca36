using System.Net;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard;
using Monitoring.LiveBoard.Fold;
using Monitoring.Silo.Demo;
using Monitoring.Silo.Engine;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage.Sqlite;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo;

/// <summary>The whole server as a type, so that a test can boot it with a temporary folder and port 0.</summary>
internal static class SiloApp
{
    internal const string DatabaseFile = "monitoring.db";

    /// <summary>Puts the server together; nothing listens before it is started.</summary>
    public static async Task<WebApplication> Build(SiloOptions options, TimeProvider wall)
    {
        var time = options.ClockRate == 1 ? wall : new FastTime(wall, options.ClockRate);
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Listen(IPAddress.Loopback, options.Port);
        });
        Log(builder.Logging);

        using var starting = LoggerFactory.Create(Log);
        var database = SqliteDatabase.Open(
            Path.Combine(options.Data, DatabaseFile), starting.CreateLogger<SqliteDatabase>());
        try
        {
            var documents = new SqliteDocumentStore(database);
            var shelf = await LoadPolicies.From(options, documents);
            var roster = await RosterInForce.Of(options, documents);
            var log = new SqliteEventLog(database);

            builder.Services.AddSingleton(time);
            builder.Services.AddSingleton(_ => database); // by factory, so that the container closes it
            builder.Services.AddSingleton<IDocumentStore>(documents);
            builder.Services.AddSingleton<IEventLog>(log);
            builder.Services.AddSingleton(shelf);
            builder.Services.AddSingleton<IPolicyShelf>(shelf);
            builder.Services.AddSingleton(Wakers(options));
            GrainEngine.Add(builder, options);
            builder.Services.AddMonitoringApi(options);
            builder.Services.AddLiveBoard(board =>
            {
                board.Regions = [.. roster.Regions.Select(r => new RegionCard(r.Code, r.Name, r.ShortName ?? r.Name))];
                board.Simulated = roster.Simulated;
                board.Wall = wall;
                board.CheckpointFolder = Path.Combine(options.Data, "boards");
            });
            builder.Services.AddHostedService<NetOfDueRows>();
            if (options.Demo)
            {
                await AddDemo(builder.Services, options, roster, shelf, log, time);
            }
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }

        var app = builder.Build();
        app.MapMonitoringApi();
        app.MapLiveBoard();
        return app;
    }

    internal static WakerOptions Wakers(SiloOptions options) => new()
    {
        ComplaintTimer = options.ComplaintTimer,
        FacilityBook = options.FacilityBook,
        FacilityReminder = options.FacilityBook,
        SleepAfterFiling = true,
        Net = options.Net,
    };

    private static async Task AddDemo(
        IServiceCollection services,
        SiloOptions options,
        Roster roster,
        PolicyShelf shelf,
        SqliteEventLog log,
        TimeProvider time)
    {
        var province = new DemoProvince(roster, shelf.Active, options.Seed, time.Now());
#if EMBEDDED
        if (await log.Head(Grains.Feed.Audience.Province, CancellationToken.None) == 0)
        {
            await DemoHistory.Write(province, roster, shelf, log);
        }
#else
        // virtual time is the Embedded engine's: on Orleans the simulated province begins without a past
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
