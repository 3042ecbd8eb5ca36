using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage.Sqlite;
using Monitoring.Silo.Virtual;

namespace Monitoring.Verify.Tests.Store;

/// <summary>Three hospitals with a complaint a day, one of which gets none any more: what is said of its silence follows from the log.</summary>
public sealed class SilenceTests : IAsyncLifetime
{
    private const string Quiet = "f1";

    private static readonly DateTimeOffset Start = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);
    private static readonly string[] Facilities = ["f0", Quiet, "f2"];

    private readonly SiloOptions _options = new() { Data = Directory.CreateTempSubdirectory("monitoring-silence-").FullName };

    public async Task InitializeAsync()
    {
        await using var store = await Silo.Storage.Store.Open(_options, NullLoggerFactory.Instance, TimeProvider.System);
        var shelf = await LoadPolicies.From(_options, store.Documents);
        using var province = new VirtualProvince(store.Log, shelf, new WakerOptions { FacilityReminder = false, SleepAfterFiling = false }, Start);
        province.Register(Facilities.Select(f => new FacilityRecord(f, "3601", new FacilityCard(f, "hospital", "C", "pemkab"))));
        province.Follow(Facilities);
        for (var day = 0; day < 50; day++)
        {
            var at = Start.AddDays(day).AddHours(2);
            Assert.Empty(province.Play(Facilities.Where(f => f != Quiet || day < 30).Select((f, n) => Filed($"{f}-{day}", f, at.AddMinutes(n), shelf.Active)), at.AddHours(1)));
            province.LiveTo(Start.AddDays(day).AddHours(21).AddMinutes(1)); // 06:01 of the next day
            province.LookOver();
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_options.Data, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_silence_that_was_raised_is_judged_a_second_time_from_the_log_and_one_that_cannot_be_is_found()
    {
        Assert.Equal((0, ""), await Verified());
        Assert.Equal("1", Ask("SELECT count(*) FROM events WHERE kind = 'alarmRaised' AND body ->> '$.alarm' = 'silence'"));

        Change("body = json_set(body, '$.subject', '2026-06-01')");
        Assert.Contains("it says silent since 2026-06-01; it was since 2026-06-02", (await Verified()).Said, StringComparison.Ordinal);

        Change("body = json_set(body, '$.at', strftime('%Y-%m-%dT%H:%M:%SZ', body ->> '$.at', '-5 days'))");
        Assert.Contains("which chance explains at 0.99", (await Verified()).Said, StringComparison.Ordinal);
    }

    private static Scheduled Filed(string id, string facility, DateTimeOffset at, PolicyVersion policy) => new(at, id, new FileComplaint
    {
        By = new Actor("gateway"),
        Owner = new Owner(facility, "3601", "hospital", "C", "pemkab"),
        Traits = new CaseTraits { Channel = "LAPOR", Category = "waktu_tunggu", Class = "permintaan_informasi" },
        Policy = policy,
    });

    private async Task<(int Code, string Said)> Verified()
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await VerifyVerb.Run(["--data", _options.Data], TimeProvider.System, output);
        return (code, code == 0 ? "" : output.ToString());
    }

    private void Change(string what)
    {
        using var session = SqliteSession.OpenWriter(SqliteStore.PathIn(_options.Data));
        session.Execute($"UPDATE events SET {what} WHERE kind = 'alarmRaised' AND body ->> '$.alarm' = 'silence'");
    }

    private string? Ask(string sql)
    {
        using var session = SqliteSession.OpenReader(SqliteStore.PathIn(_options.Data));
        return session.Scalar(sql);
    }
}
