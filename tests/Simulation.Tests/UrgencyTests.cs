using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Auditor;
using Monitoring.Silo.Wakers;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Tests;

/// <summary>B7: a due row says how grave its complaint is, and after an outage the graver one fires first.</summary>
public sealed class UrgencyTests : IDisposable
{
    private const string Calendar =
        """{"id":"c","version":"1","title":{"id":"C","en":"C"},"timeZone":"UTC","week":{"mon":["00:00-24:00"]},"special":[],"holidays":{"2026":[]}}""";

    private readonly MemoryEventLog _log = new();
    private readonly PolicyShelf _shelf = new(Book("1", "red", "yellow", "green"));
    private VirtualTime _time = new(World.Start);
    private ServiceProvider? _services;
    private VirtualGrainHost _host;

    public UrgencyTests() => _host = Boot();

    public void Dispose() => _services?.Dispose();

    [Fact]
    public void A_new_grade_makes_the_row_as_urgent_as_the_grade_is()
    {
        File("c1", grade: null);
        Assert.Equal(Of(null), Row("c1").Urgency);

        Grade("c1", "green");
        Assert.Equal(Of("green"), Row("c1").Urgency);

        Grade("c1", "red");
        Assert.Equal(Of("red"), Row("c1").Urgency);
        Assert.True(Of("red") > Of(null) && Of(null) > Of("green"));
    }

    [Fact]
    public void A_case_of_a_programme_stands_before_others_of_its_grade()
    {
        File("c1", "red", "maternal");
        File("c2", "red");

        Assert.True(Row("c1").Urgency > Row("c2").Urgency);
    }

    [Fact]
    public void A_revision_with_other_grades_makes_the_row_as_urgent_as_the_new_policy_says()
    {
        File("c1", "yellow");
        _shelf.Activate(Book("2", "yellow", "red", "green"));
        Assert.True(_host.Drive(() => Grain("c1").Rederive(_shelf.Active)));

        Assert.Equal(Of("red"), Row("c1").Urgency);
    }

    [Fact]
    public void A_row_from_before_urgency_was_known_is_not_wrong_and_gets_it_with_the_next_event()
    {
        File("c1", "green");
        var before = Row("c1") with { Urgency = 0 };
        SimulatedLog.Now(_log.Append(new Append(before.Stream, 1, [], before, [], null), CancellationToken.None));
        using var audit = new AuditOfDueRows(
            _log, _log, _shelf, _host.Grains, _time, NullLogger<AuditOfDueRows>.Instance, TimeSpan.FromSeconds(50));

        _host.Drive(() => audit.RunOnce(CancellationToken.None));

        Assert.Equal((1, 0), (audit.Report.Derived, audit.Report.Wrong));
        Assert.Equal(0, Row("c1").Urgency);
        Grade("c1", "red");
        Assert.Equal(Of("red"), Row("c1").Urgency);
    }

    [Fact]
    public void After_an_outage_the_gravest_fire_first_however_late_they_came_due()
    {
        for (var i = 0; i < 60; i++)
        {
            File($"c{i:00}", i < 40 ? "green" : i < 50 ? "yellow" : "red");
            _host.Advance(TimeSpan.FromSeconds(1));
        }

        Outage();
        Round();

        Assert.Equal(
            [.. Named(50, 60), .. Named(40, 50), .. Named(0, 40)], Breached());
    }

    /// <summary>A facility that read them all would wake its own by instant, whatever waits elsewhere.</summary>
    [Fact]
    public void What_is_overdue_when_a_facility_opens_its_book_is_left_to_the_net()
    {
        File("c1", "green");
        Outage();

        _host.Drive(() => _host.Grains.GetGrain<IFacilityGrain>("f1").Preload());
        _host.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Breached());

        Round();
        Assert.Equal(["c1"], Breached());
    }

    [Fact]
    public void Where_there_is_no_net_the_facility_wakes_what_is_overdue()
    {
        File("c1", "green");
        Outage(new WakerOptions { Net = false });

        _host.Drive(() => _host.Grains.GetGrain<IFacilityGrain>("f1").Preload());
        _host.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["c1"], Breached());
    }

    private static int Of(string? grade) => Urgency.Of(grade, null, ["red", "yellow", "green"]);

    private static IEnumerable<string> Named(int from, int to) => Enumerable.Range(from, to - from).Select(i => $"c{i:00}");

    private static PolicyBook Book(string version, params string[] grades) => PolicyBook.ExternalOnly.WithActive(
        PolicyReader.Read(
            $$"""
            {"id":"p","version":"{{version}}","title":{"id":"P","en":"P"},"calendar":"c","grades":["{{string.Join("\",\"", grades)}}"],"rungs":[],
             "clocks":[{"id":"answer","label":{"id":"A","en":"A"},"start":"registered","stop":["answered"],"limit":{"elapsed":"PT1H"},
                        "pausable":false,"appliesTo":{},"basis":"a test","verified":"product"}],"ladders":{} }
            """,
            "pack"),
        CalendarReader.Read(Calendar, "calendar"));

    private void Round()
    {
        using var net = new NetOfDueRows(_log, _host.Grains, new WakerOptions(), _time, NullLogger<NetOfDueRows>.Instance);
        _host.Drive(() => net.RunOnce(CancellationToken.None));
        _host.RunUntilIdle();
    }

    private List<string> Breached()
    {
        var feed = SimulatedLog.Now(_log.ReadFeed("province", 0, int.MaxValue, CancellationToken.None));
        return
        [
            .. feed.Select(row => System.Text.Json.Nodes.JsonNode.Parse(row.Item)!)
                .Where(item => (string?)item["kind"] == "breached").Select(item => (string)item["complaint"]!),
        ];
    }

    private DueRow Row(string id) => SimulatedLog.Now(_log.Due(DateTimeOffset.MaxValue, null, null, 99, CancellationToken.None))
        .Single(row => row.Stream == Streams.Complaint(id));

    private void File(string id, string? grade, string? programme = null)
    {
        var filed = _host.Drive(() => Grain(id).File(new FileComplaint
        {
            By = new Actor("gateway"),
            Owner = new Owner("f1", "3601", "hospital", "C", "pemkab"),
            Traits = new CaseTraits { Channel = "BPJS", Programme = programme },
            Policy = _shelf.Active,
            Grade = grade,
        }));
        Assert.Equal(OutcomeKind.Done, filed.Kind);
    }

    private void Grade(string id, string grade) => Assert.Equal(
        OutcomeKind.Done, _host.Drive(() => Grain(id).CarryOut(new GradeAs(grade) { By = new Actor("operator") })).Kind);

    private IComplaintGrain Grain(string id) => _host.Grains.GetGrain<IComplaintGrain>(id);

    /// <summary>Dies without a word, and another process comes half a day later: nothing is left but the log.</summary>
    private void Outage(WakerOptions? wakers = null)
    {
        _services!.Dispose();
        _time = new VirtualTime(_time.Now + TimeSpan.FromHours(12));
        _host = Boot(wakers);
    }

    private VirtualGrainHost Boot(WakerOptions? wakers = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<IPolicyShelf>(_shelf);
        services.AddSingleton(wakers ?? new WakerOptions());
        services.AddSingleton<IEventLog>(_log);
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(engine => engine.Assemblies.Add(typeof(ComplaintGrain).Assembly));
        services.AddVirtualTime(_time);
        _services = services.BuildServiceProvider();
        var host = _services.GetRequiredService<VirtualGrainHost>();
        host.Start();
        return host;
    }
}
