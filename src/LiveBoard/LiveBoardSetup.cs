using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.Grains;
using Monitoring.LiveBoard.Figures;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Http;
using Monitoring.LiveBoard.Live;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard;

/// <summary>How an executable takes the live board in: two calls.</summary>
public static class LiveBoardSetup
{
    /// <summary>Path of the hub.</summary>
    public const string HubPath = "/hubs/board";

    // a Join is some dozen bytes
    private const int LargestCall = 4 * 1024;

    /// <summary>
    /// Adds the board's services. The executable supplies <see cref="Grains.EventLog.IEventLog"/>,
    /// <see cref="IAudienceGate"/>, <see cref="TimeProvider"/>, and <see cref="IBoardCheckpoints"/> if it has its own.
    /// </summary>
    public static IServiceCollection AddLiveBoard(this IServiceCollection services, Action<LiveBoardOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new LiveBoardOptions();
        configure(options);

        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = LargestCall);
        services.AddMetrics();
        services.TryAddSingleton<IBoardCheckpoints>(options.CheckpointFolder is { } folder
            ? new FolderCheckpoints(folder)
            : new NoCheckpoints());
        services.AddSingleton(options);
        services.AddSingleton(new BoardSetting(options.Regions, options.Simulated, BuildId.Of(options.PagesRoot)));
        services.AddSingleton<LiveBoardMeter>();
        services.AddSingleton<BoardHistory>();
        services.AddSingleton(all => ActivatorUtilities.CreateInstance<FeedFigures>(all, WallOf(all)));
        services.AddSingleton(all => Clocks(all.GetRequiredService<TimeProvider>(), options.Wall, all.GetService<ITrustedTime>()));
        services.AddSingleton(all => ActivatorUtilities.CreateInstance<FeedTails>(all, WallOf(all)));
        services.AddSingleton<ViewerSurroundings>();
        services.AddSingleton<Viewers>();
        services.AddHostedService(all => all.GetRequiredService<FeedTails>());
        services.AddHostedService(all => ActivatorUtilities.CreateInstance<Pulse>(all, WallOf(all)));
        return services;
    }

    /// <summary>Maps the hub, <c>/api/v1/board</c>, <c>/api/v1/feed</c>, <c>/api/v1/figures</c> and the pages.</summary>
    public static IEndpointRouteBuilder MapLiveBoard(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        // other transports buffer elsewhere, and every browser of the last ten years has WebSockets
        routes.MapHub<BoardHub>(HubPath, hub => hub.Transports = HttpTransportType.WebSockets);
        BoardApi.Map(routes);
        FeedApi.Map(routes);
        FiguresApi.Map(routes);
        Pages.Map(routes, routes.ServiceProvider.GetRequiredService<LiveBoardOptions>().PagesRoot);
        return routes;
    }

    private static BoardClocks Clocks(TimeProvider product, TimeProvider? wall, ITrustedTime? trusted) =>
        new(product, wall ?? product, trusted);

    private static TimeProvider WallOf(IServiceProvider all) => all.GetRequiredService<BoardClocks>().Wall;
}
