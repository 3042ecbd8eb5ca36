using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.LiveBoard.Live;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Auditor;
using Monitoring.Silo.Duty;
using Monitoring.Silo.Engine;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Http.Cluster;
using Monitoring.Silo.Http.Dossier;
using Monitoring.Silo.Http.Duty;
using Monitoring.Silo.Http.Facilities;
using Monitoring.Silo.Http.Health;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Metrics;
using Monitoring.Silo.Http.Policies;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.Http.Tracking;
using Monitoring.Silo.Http.Verbs;
using Monitoring.Silo.Options;
using Monitoring.Silo.Revisions;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Taxonomy;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Http;

/// <summary>The HTTP door: two calls of the program.</summary>
public static class MonitoringApi
{
    private const string TimeLimit = "api";
    private const int TracksAMinute = 30;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds what the door needs. The program provides the engine, the log, the documents, the policy shelf, the live
    /// board, <see cref="WakerOptions"/> and <see cref="TimeProvider"/>; storage and engine must be added before, because
    /// the roster is loaded as this starts.
    /// </summary>
    public static IServiceCollection AddMonitoringApi(this IServiceCollection services, SiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new KeyFolder(options.Data);
        services.TryAddSingleton(options);
        services.AddSingleton(folder);
        services.AddSingleton(ServerKeys.In(folder));
        services.AddSingleton(AdminKey.In(folder, options.AdminKey));
        services.AddSingleton(SessionLife.At(options.ClockRate));
        services.AddSingleton(CodeBook.Read(ShippedFile.Find(options.Taxonomy)));
        services.TryAddSingleton<IEndedSessions>(new EndedSessionsFile(folder));
        services.AddSingleton<SessionTickets>();
        services.AddSingleton<AudienceGate>();
        services.AddSingleton<IAudienceGate>(all => all.GetRequiredService<AudienceGate>());
        services.AddSingleton<FacilityDirectory>();
        services.AddHostedService<RosterLoading>();
        services.AddHostedService<DutyInForce>();
        AddDoor(services);
        AddLimits(services);

        // its lines hold the query of each request, and that of the hub may hold the key
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.AddOpenApi("v1", DescribeApi.With);
        return services;
    }

    /// <summary>Maps the door. To be called before anything else is mapped: the gate stands before all of it.</summary>
    public static WebApplication MapMonitoringApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(app.Services.GetRequiredService<Draining>().Ask);
        app.UseRequestTimeouts();
        app.UseMiddleware<WhenThingsFail>();
        app.UseStatusCodePages(context => WithoutBody(context.HttpContext));
        app.UseMiddleware<SignInGate>();
        app.UseRateLimiter();

        var services = app.Services;
        var api = app.MapGroup("/api/v1");
        api.WithRequestTimeout(TimeLimit).AddEndpointFilter(NoStore);
        api.MapIntake();
        api.MapVerbs();
        api.MapComplaintList();
        api.MapComplaint();
        api.MapFacilities();
        api.MapFacilityVerbs();
        api.MapLabels(services.GetRequiredService<CodeBook>(), ((PolicyShelf)services.GetRequiredService<IPolicyShelf>()).Book.Active.Pack);
        var ombudsman = services.GetRequiredService<SiloOptions>().Ombudsman;
        api.MapOmbudsman(OmbudsmanRatings.Read(File.ReadAllText(ShippedFile.Find(ombudsman)), ombudsman));
        api.MapCluster();
        api.MapAudit();
        api.MapClock();
        api.MapAuditor();
        api.MapPolicies();
        api.MapDuty();
        api.MapDossier();
        api.MapSession();
        api.MapTrack();
        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }

    private static void AddDoor(IServiceCollection services)
    {
        services.TryAddSingleton<IChance, UnguessableChance>();
        services.TryAddSingleton<IComplaintIds, ComplaintIds>();
        services.AddSingleton<ComplaintVault>();
        services.AddSingleton<TrackingCodes>();
        services.AddSingleton<Fingerprints>();
        services.AddSingleton<EarlierAnswers>();
        services.AddSingleton<IntakeCheck>();
        services.AddSingleton<Filing>();
        services.AddSingleton<VerbCheck>();
        services.AddSingleton<CarryOutVerb>();
        services.AddSingleton<TellOfAFacility>();
        services.TryAddSingleton(all => (PolicyShelf)all.GetRequiredService<IPolicyShelf>());
        services.AddSingleton<PolicyPublishing>();
        services.AddSingleton<DutyPublishing>();
        services.AddSingleton<RostersKept>();
        services.AddSingleton<ReadLadder>();
        services.AddSingleton<FollowRevisions>();
        services.AddHostedService(all => all.GetRequiredService<FollowRevisions>());
        services.AddSingleton<FacilitiesFollow>();
        services.AddHostedService(all => all.GetRequiredService<FacilitiesFollow>());
        services.AddSingleton<OpenBoard>();
        services.AddSingleton<DoorCounts>();
        services.AddSingleton<EngineView>();
        services.AddSingleton<IClusterView>(all => all.GetRequiredService<EngineView>());
        services.AddSingleton<IActivationView>(all => all.GetRequiredService<EngineView>());
        services.AddSingleton<Draining>();
        services.AddHostedService(all => all.GetRequiredService<Draining>());
        services.AddSingleton<IReadinessCheck>(all => all.GetRequiredService<Draining>());
        services.AddSingleton<IReadinessCheck, StorageAnswers>();
        services.AddSingleton<IReadinessCheck, StorageTakesWrites>();
        services.AddSingleton<IReadinessCheck, RosterIsKnown>();
        services.AddSingleton<IReadinessCheck, NetGoesRound>();
        services.TryAddSingleton(all => new TrustedTime(all.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ITrustedTime>(all => all.GetRequiredService<TrustedTime>());
        services.AddSingleton<IReadinessCheck, TimeIsTrusted>();
        services.AddSingleton<IMetricSource, TimeMetrics>();
    }

    /// <summary>Every request is bounded in size and in time, and guessing at codes is slow.</summary>
    private static void AddLimits(IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;

            // somewhat more than is taken, so that the sender of too much is told so before the connection is cut
            server.Limits.MaxRequestBodySize = 4 * StrictBody.MostBytes;
            server.Limits.RequestHeadersTimeout = AnswerWithin;
        });
        services.AddRequestTimeouts(timeouts => timeouts.AddPolicy(
            TimeLimit, new RequestTimeoutPolicy { Timeout = AnswerWithin, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable }));
        services.AddRateLimiter(limits =>
        {
            limits.OnRejected = async (rejected, _) => await ProblemAnswer.Write(rejected.HttpContext, KnownProblems.TooMany);
            limits.AddPolicy(TrackEndpoint.RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = TracksAMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>What no endpoint answered gets a problem for an answer, as everything else.</summary>
    private static Task WithoutBody(HttpContext context) => ProblemAnswer.Write(context, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => KnownProblems.NotFound,
        StatusCodes.Status405MethodNotAllowed => KnownProblems.NoSuchMethod,
        StatusCodes.Status415UnsupportedMediaType => KnownProblems.NotJson,
        var status => KnownProblems.New(status, "http-" + status, "The request was not answered", null),
    });

    private static ValueTask<object?> NoStore(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(call);
    }
}
