using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.LiveBoard;
using Monitoring.Silo.Http;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage.Sqlite;
#if EMBEDDED
using Monitoring.Embedded;
#else
using Monitoring.Silo.Engine;
#endif

namespace Monitoring.Silo.Tests.Http;

/// <summary>The whole server on a port of its own: real Kestrel, real grains, the shipped policy, a log in memory.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string Key = "the-key-of-the-tests";
    public const string Hospital = "3601-h-002";
    public const string Puskesmas = "3674-p-029";

    private readonly WebApplication _app;
    private readonly Store _store;

    private Door(WebApplication app, Store store, TroubledLog log, DoorSetting setting)
    {
        (_app, _store, Log, Setting) = (app, store, log, setting);
        Address = new Uri(app.Urls.First());
        Anybody = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        Admin = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public DoorSetting Setting { get; }

    public TroubledLog Log { get; }

    public Uri Address { get; }

    /// <summary>Somebody who is not signed in.</summary>
    public HttpClient Anybody { get; }

    /// <summary>Holder of the admin key.</summary>
    public HttpClient Admin { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<Door> Open() => Open(new DoorSetting());

    /// <summary>Opens a door on what is there: with the setting of an earlier one it is the same server after a restart.</summary>
    public static async Task<Door> Open(DoorSetting setting)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(setting.Logged);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("http://127.0.0.1:0");
        var services = builder.Services;
        var store = setting.OpenStore();
        var log = new TroubledLog(store.Log);
        services.AddSingleton<TimeProvider>(setting.Time);
        services.AddSingleton<IEventLog>(log);
        services.AddSingleton(store.Documents);
        services.AddSingleton<IPolicyShelf>(new PolicyShelf(ShippedPolicy()));
        services.AddSingleton(new WakerOptions { Net = false });
#if EMBEDDED
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(o => o.Assemblies.Add(typeof(ComplaintGrain).Assembly));
#else
        GrainEngine.Add(builder, new SiloOptions());
#endif
        services.AddLiveBoard(_ => { });
        services.AddMonitoringApi(new SiloOptions { Data = setting.Data, AdminKey = Key, Facilities = setting.Roster });
        var app = builder.Build();
        app.MapMonitoringApi();
        app.MapLiveBoard();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }

        return new Door(app, store, log, setting);
    }

    /// <summary>Closes this door and opens it anew on the same store and keys.</summary>
    public async Task<Door> Restart()
    {
        await DisposeAsync();
        return await Open(Setting);
    }

    /// <summary>How many items the province's feed has, the registered facilities included.</summary>
    public async Task<long> Stored() => await Log.Head(Audience.Province, CancellationToken.None);

    /// <summary>Waits until an event of a kind stands in the province's feed: the log says when to look again.</summary>
    public async Task Happens(string kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hint(System.Collections.Immutable.ImmutableArray<string> audiences) => more.TrySetResult();
            Log.Committed += Hint;
            try
            {
                var rows = await Log.ReadFeed(Audience.Province, 0, int.MaxValue, patience.Token);
                if (rows.Any(r => r.Item.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal)))
                {
                    return;
                }

                await more.Task.WaitAsync(patience.Token);
            }
            finally
            {
                Log.Committed -= Hint;
            }
        }
    }

    /// <summary>How many complaints were filed after a position of the province's feed.</summary>
    public async Task<int> FiledSince(long since) =>
        (await Log.ReadFeed(Audience.Province, since, 10_000, CancellationToken.None))
            .Count(r => r.Item.Contains("\"kind\":\"filed\"", StringComparison.Ordinal));

    public Task<Answer> File(object body, string? key = null) => Post("/api/v1/complaints", body, key);

    /// <summary>Files a complaint and expects that it is taken.</summary>
    public async Task<string> Filed(object? body = null)
    {
        var answer = await File(body ?? Complaints.Plain());
        Assert.Equal(201, answer.Status);
        return answer.Json.GetProperty("id").GetString()!;
    }

    public Task<Answer> Verb(
        string complaint, string verb, object? body = null, string? key = null, string? ifMatch = null, string? actingAs = null) =>
        Post($"/api/v1/complaints/{complaint}/{verb}", body, key, ifMatch, actingAs);

    public async Task<Answer> Post(string path, object? body, string? key = null, string? ifMatch = null, string? actingAs = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (actingAs is not null)
        {
            request.Headers.Add("Acting-As", actingAs);
        }

        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, MediaTypeHeaderValue.Parse("application/json")),
            _ => JsonContent.Create(body),
        };
        return await Answer.Of(await Admin.SendAsync(request));
    }

    public async Task<Answer> Get(string path) => await Answer.Of(await Admin.GetAsync(path));

    public async ValueTask DisposeAsync()
    {
        Anybody.Dispose();
        Admin.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static PolicyBook ShippedPolicy()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "policies");
        return PolicyBook.ExternalOnly.WithActive(
            PolicyReader.Read(System.IO.File.ReadAllText(Path.Combine(folder, "banten.json")), "policy"),
            CalendarReader.Read(System.IO.File.ReadAllText(Path.Combine(folder, "calendar-id-banten.json")), "calendar"));
    }
}

/// <summary>What outlives a restart: the store, the keys, the clock, and what was logged.</summary>
internal sealed class DoorSetting
{
    private readonly MemoryEventLog _memory = new();

    /// <summary>Four facilities are enough for most sentences, and open quickly.</summary>
    public string Roster { get; init; } = "Http/four.facilities.json";

    /// <summary>Keeps the log in a file in <see cref="Data"/>, as the product does, instead of in memory.</summary>
    public bool OnDisk { get; init; }

    public string Data { get; } = Directory.CreateTempSubdirectory("monitoring-door-").FullName;

    public ShiftedTime Time { get; } = new();

    public LoggedLines Logged { get; } = new();

    public Store OpenStore()
    {
        if (!OnDisk)
        {
            return new Store(_memory, _memory, null);
        }

        var database = SqliteDatabase.Open(Path.Combine(Data, "monitoring.db"), NullLogger<SqliteDatabase>.Instance);
        return new Store(new SqliteEventLog(database), new SqliteDocumentStore(database), database);
    }
}

/// <summary>The log and the documents of one server.</summary>
internal sealed record Store(IEventLog Log, IDocumentStore Documents, SqliteDatabase? Database) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await ((SqliteEventLog)Log).DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}

/// <summary>An answer with its body read.</summary>
internal sealed record Answer(int Status, string Body, HttpResponseMessage Response)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Code => Json.GetProperty("code").GetString();

    public static async Task<Answer> Of(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
}
