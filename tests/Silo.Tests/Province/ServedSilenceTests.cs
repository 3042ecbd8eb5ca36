using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Options;
using Monitoring.Silo.Province;
using Monitoring.Silo.Tests.Serving;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Tests.Province;

/// <summary>The program itself, on a store whose past somebody lived: one of its hospitals has got no complaint for three weeks.</summary>
public sealed class ServedSilenceTests
{
    private const string Quiet = "3601-h-002";
    private const string Lively = "3601-h-004";

    [Fact]
    public async Task A_server_that_starts_says_what_struck_this_morning_and_when_it_starts_again_does_not_say_it_twice()
    {
        var data = Directory.CreateTempSubdirectory("monitoring-silent-").FullName;
        try
        {
            await Past(data);
            for (var start = 0; start < 2; start++)
            {
                await using var server = await RunningServer.Start(options => options with
                {
                    Data = data,
                    ClockRate = 60, // a minute of its clock in a second
                });
                await server.Happens(Audience.Province, item => item is { Kind: "alarmRaised", Alarm: "silence", Facility: Quiet });

                // somebody else looks at the same time
                using var again = ActivatorUtilities.CreateInstance<LookOverTheProvince>(server.Services);
                await again.RunOnce(CancellationToken.None);
                var feed = await server.Log.ReadFeed(Audience.Province, 0, int.MaxValue, CancellationToken.None);
                Assert.Single(feed, row => row.Item.Contains("\"alarm\":\"silence\"", StringComparison.Ordinal));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Past(string data)
    {
        var options = new SiloOptions { Data = data, Facilities = "Http/four.facilities.json" };
        await using var store = await Silo.Storage.Store.Open(options, NullLoggerFactory.Instance, TimeProvider.System);
        var shelf = await LoadPolicies.From(options, store.Documents);
        var roster = Roster.Parse(await File.ReadAllTextAsync(ShippedFile.Find(options.Facilities)), options.Facilities);
        var start = TimeProvider.System.Now().AddDays(-60);
        using var province = new VirtualProvince(store.Log, shelf, new WakerOptions { Net = false, ComplaintTimer = false, FacilityBook = false }, start);
        province.Register(roster.Facilities);
        province.Follow(roster.Facilities.Select(f => f.Id));
        var refused = province.Play(
            from day in Enumerable.Range(0, 60)
            from id in new[] { Quiet, Lively }
            where id != Quiet || day < 38
            let facility = roster.Facilities.Single(f => f.Id == id)
            select new Scheduled(start.AddDays(day).AddHours(id == Quiet ? 1 : 2), $"past-{id}-{day}", new FileComplaint
            {
                By = new Actor("gateway"),
                Owner = FacilityDirectory.OwnerOf(facility),
                Traits = new CaseTraits { Channel = "SMS", Class = "permintaan_informasi" },
                Policy = shelf.Active,
            }),
            start.AddDays(60).AddHours(-1));
        Assert.Empty(refused);
    }
}
