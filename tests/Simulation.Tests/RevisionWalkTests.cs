using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Revisions;

namespace Monitoring.Simulation.Tests;

/// <summary>
/// The joint leave of Monday 18 August 2025, decreed on 7 August (SKB Menteri Agama 933/2025, Menteri Ketenagakerjaan 1/2025, Menteri PANRB
/// 3/2025), reaches complaints that run.
/// </summary>
public sealed class RevisionWalkTests : IDisposable
{
    private const int Complaints = 120;

    private static readonly DateTimeOffset Filed = new(2025, 8, 5, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset OldDueAt = new(2025, 8, 18, 16, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset NewDueAt = new(2025, 8, 19, 16, 59, 59, TimeSpan.Zero);

    private static readonly PolicyPack Pack = PolicyReader.Read(
        """
        {"id":"p","version":"1","title":{"id":"P","en":"P"},"calendar":"c","grades":[],"rungs":[],
         "clocks":[{"id":"settle","label":{"id":"S","en":"S"},"start":"registered","stop":["followedUp"],"limit":{"workingDays":9},
                    "pausable":false,"appliesTo":{},"basis":"a test","verified":"product"}],"ladders":{}}
        """,
        "pack");

    private readonly LyingLog _log = new();
    private readonly MemoryEventLog _documents = new();
    private ServiceProvider? _services;

    [Fact]
    public void A_walk_that_is_struck_down_goes_on_and_every_complaint_follows_once()
    {
        var host = Boot(Filed, out var shelf);
        for (var i = 0; i < Complaints; i++)
        {
            var id = $"c{i:D3}";
            host.Drive(() => host.Grains.GetGrain<IComplaintGrain>(id).File(Filing(shelf.Active)));
        }

        // published on the 8th, and the store fails under the walk, once before a commit and once after it
        host.AdvanceTo(Filed.AddDays(3));
        Publish(shelf);
        _log.FailNext(afterCommit: false);
        Assert.ThrowsAny<Exception>(() => host.Drive(() => Walk(host, shelf).RunOnce(CancellationToken.None)));
        _log.FailNext(afterCommit: true);
        Assert.ThrowsAny<Exception>(() => host.Drive(() => Walk(host, shelf).RunOnce(CancellationToken.None)));

        _services!.Dispose();
        host = Boot(Filed.AddDays(4), out shelf);
        Publish(shelf);
        host.Drive(() => Walk(host, shelf).RunOnce(CancellationToken.None));
        var stored = Stored();
        Assert.All(stored, kinds => Assert.Equal(["filed", "rederived"], kinds));
        Assert.All(Due(), at => Assert.Equal(NewDueAt.AddMilliseconds(1), at));

        // and again: nothing
        host.Drive(() => Walk(host, shelf).RunOnce(CancellationToken.None));
        Assert.Equal(stored, Stored());
    }

    [Fact]
    public void Who_was_not_reached_follows_when_it_is_woken_and_is_not_late()
    {
        var host = Boot(Filed, out var shelf);
        host.Drive(() => host.Grains.GetGrain<IComplaintGrain>("c000").File(Filing(shelf.Active)));
        host.AdvanceTo(Filed.AddDays(3));
        Publish(shelf);

        host.Drive(() => host.Grains.GetGrain<IComplaintGrain>("c000").Look());
        host.Drive(() => host.Grains.GetGrain<IComplaintGrain>("c000").Wake());
        host.AdvanceTo(OldDueAt.AddHours(1));
        host.Drive(() => host.Grains.GetGrain<IComplaintGrain>("c000").Wake());
        Assert.Equal(["filed", "rederived"], Kinds("c000"));

        host.AdvanceTo(NewDueAt.AddHours(1));
        host.Drive(() => host.Grains.GetGrain<IComplaintGrain>("c000").Wake());
        Assert.Equal(["filed", "rederived", "breached"], Kinds("c000"));
    }

    public void Dispose() => _services?.Dispose();

    private static FileComplaint Filing(PolicyVersion policy) => new()
    {
        By = new Actor("gateway"),
        Owner = new Owner("f1", "3601", "hospital", "C", "pemkab"),
        Traits = new CaseTraits { Channel = "SMS" },
        Policy = policy,
    };

    private static WorkCalendar Calendar(string version, string holidays) => CalendarReader.Read(
        $$$"""
        {"id":"c","version":"{{{version}}}","title":{"id":"C","en":"C"},"timeZone":"Asia/Jakarta",
         "week":{"mon":["08:00-16:00"],"tue":["08:00-16:00"],"wed":["08:00-16:00"],"thu":["08:00-16:00"],"fri":["08:00-16:00"]},
         "holidays":{"2025":[{{{holidays}}}]}}
        """,
        "calendar");

    private static void Publish(PolicyShelf shelf) => shelf.Activate(shelf.Book.WithActive(Pack, Calendar(
        "2",
        """{"date":"2025-08-18","name":"Cuti bersama Proklamasi Kemerdekaan","kind":"cuti_bersama","source":"SKB Menteri Agama 933/2025"}""")));

    private FollowRevisions Walk(VirtualGrainHost host, PolicyShelf shelf) =>
        new(_log, _documents, host.Grains, shelf, host.Time, NullLogger<FollowRevisions>.Instance);

    private List<string> Kinds(string id) =>
        [.. Wait(_log.Read(Streams.Complaint(id), 0, CancellationToken.None)).Select(e => e.Kind)];

    private List<List<string>> Stored() => [.. Enumerable.Range(0, Complaints).Select(i => Kinds($"c{i:D3}"))];

    private IEnumerable<DateTimeOffset> Due() =>
        Wait(_log.Due(NewDueAt.AddYears(1), null, null, int.MaxValue, CancellationToken.None)).Select(r => r.NextAt);

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private VirtualGrainHost Boot(DateTimeOffset at, out PolicyShelf shelf)
    {
        shelf = new PolicyShelf(PolicyBook.ExternalOnly.WithActive(Pack, Calendar("1", "")));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IPolicyShelf>(shelf);
        services.AddSingleton(new WakerOptions { ComplaintTimer = false, FacilityBook = false, Net = false });
        services.AddSingleton<IEventLog>(_log);
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(engine => engine.Assemblies.Add(typeof(ComplaintGrain).Assembly));
        services.AddVirtualTime(new VirtualTime(at));
        _services = services.BuildServiceProvider();
        var host = _services.GetRequiredService<VirtualGrainHost>();
        host.Start();
        return host;
    }
}
