using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Monitoring.Silo.Vault;
using Monitoring.Verify.Chain;

namespace Monitoring.Verify.Tests.Store;

/// <summary>A1: every event belongs to the tree of one day, and a day ends when it does where the complaints are.</summary>
public sealed class HeadOfEachDayTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-days-");
    private readonly SetTime _time = new();
    private SiloOptions _options = new();
    private Monitoring.Silo.Storage.Store _store = null!;
    private PolicyShelf _shelf = null!;

    public async Task InitializeAsync()
    {
        _options = new SiloOptions { Data = _folder.FullName };
        _store = await Monitoring.Silo.Storage.Store.Open(_options, NullLoggerFactory.Instance, _time);
        _shelf = await LoadPolicies.From(_options, _store.Documents);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_day_has_one_head_and_ends_at_midnight_in_Banten()
    {
        using var started = Started();
        Assert.Equal((1, "2026-05-03"), await MadeAt(started, "2026-05-04T16:58:00Z"));
        Assert.Null(await MadeAt(started, "2026-05-04T16:59:00Z"));
        Assert.Equal((2, "2026-05-04"), await MadeAt(started, "2026-05-04T17:00:00Z"));
        Assert.Null(await MadeAt(started, "2026-05-05T16:59:00Z"));
    }

    [Fact]
    public async Task A_server_that_restarts_makes_no_second_head_of_a_day_and_after_days_without_it_one()
    {
        using (var started = Started())
        {
            Assert.Equal((1, "2026-05-03"), await MadeAt(started, "2026-05-04T03:00:00Z"));
        }

        using var again = Started();
        Assert.Null(await MadeAt(again, "2026-05-04T03:01:00Z"));
        Assert.Equal((2, "2026-05-08"), await MadeAt(again, "2026-05-09T03:00:00Z"));
        Assert.Null(await MadeAt(again, "2026-05-09T03:01:00Z"));
    }

    private Server Started() => new(_store, _options, _shelf, _time);

    private async Task<(long Number, string Day)?> MadeAt(Server server, string at)
    {
        _time.Now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        return await server.Days.RunOnce(CancellationToken.None) is { } made ? (made.Number, DailyHead.Read(made.Body).Day) : null;
    }

    private sealed class Server : IDisposable
    {
        private readonly AuditKey _key;
        private readonly Anchors _anchors;
        private readonly DailyHeads _heads;

        public Server(Monitoring.Silo.Storage.Store store, SiloOptions options, PolicyShelf shelf, TimeProvider time)
        {
            var folder = new KeyFolder(options.Data);
            _key = AuditKey.Of(ServerKeys.In(folder), folder);
            _anchors = new Anchors(options, NullLogger<Anchors>.Instance);
            _heads = new DailyHeads(store.Trees, _key, _anchors, time);
            Days = new HeadOfEachDay(_heads, shelf, options, time, NullLogger<HeadOfEachDay>.Instance);
        }

        public HeadOfEachDay Days { get; }

        public void Dispose()
        {
            Days.Dispose();
            _heads.Dispose();
            _anchors.Dispose();
            _key.Dispose();
        }
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
