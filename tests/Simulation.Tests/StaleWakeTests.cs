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
using Monitoring.Silo.Wakers;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Tests;

/// <summary>
/// Two processes that each hold an activation of one complaint, and the one that knows dies. The other is woken by its net, every
/// few seconds and so never collected: what it remembers must not keep the breach from firing.
/// </summary>
public class StaleWakeTests
{
    private const string Calendar =
        """{"id":"c","version":"1","title":{"id":"C","en":"C"},"timeZone":"UTC","week":{"mon":["00:00-24:00"]},"special":[],"holidays":{"2026":[]}}""";

    private readonly VirtualTime _time = new(World.Start);
    private readonly MemoryEventLog _log = new();
    private readonly PolicyShelf _shelf = new(Book("1"));

    [Fact]
    public void An_activation_that_was_there_before_the_complaint_fires_when_it_is_overdue()
    {
        var (here, there) = (Process(), Process());
        there.Drive(() => Complaint(there).Look());
        here.Drive(() => Complaint(here).File(Filing()));
        here.Kill();

        Assert.Equal(["filed", "breached"], KindsAfter(TimeSpan.FromHours(101), there));
    }

    [Fact]
    public void An_activation_that_knows_a_later_deadline_fires_at_the_one_that_counts()
    {
        var (here, there) = (Process(), Process());
        here.Drive(() => Complaint(here).File(Filing()));
        there.Drive(() => Complaint(there).Look());
        here.Drive(() => Complaint(here).CarryOut(new GradeAs("red") { By = new Actor("operator") }));
        here.Kill();

        Assert.Equal(["filed", "graded", "breached"], KindsAfter(TimeSpan.FromMinutes(61), there));
    }

    [Fact]
    public void An_activation_that_was_there_before_the_complaint_follows_a_revision()
    {
        var (here, there) = (Process(), Process());
        there.Drive(() => Complaint(there).Look());
        here.Drive(() => Complaint(here).File(Filing()));
        _shelf.Activate(Book("2"));

        Assert.True(there.Drive(() => Complaint(there).Rederive(_shelf.Active)));
        Assert.Equal(["filed", "rederived"], Kinds());
    }

    /// <summary>Lives up to an instant, and then a round of the net.</summary>
    private string[] KindsAfter(TimeSpan span, VirtualGrainHost process)
    {
        process.AdvanceTo(World.Start + span);
        using var net = new NetOfDueRows(
            _log, process.Grains, new WakerOptions(), _time, NullLogger<NetOfDueRows>.Instance, turn: null, trusted: null);
        process.Drive(() => net.RunOnce(CancellationToken.None));
        process.RunUntilIdle();
        return Kinds();
    }

    private string[] Kinds() =>
        [.. SimulatedLog.Now(_log.Read(Streams.Complaint("c1"), 0, CancellationToken.None)).Select(stored => stored.Kind)];

    private static PolicyBook Book(string version) => PolicyBook.ExternalOnly.WithActive(
        PolicyReader.Read(
            $$"""
            {"id":"p","version":"{{version}}","title":{"id":"P","en":"P"},"calendar":"c","grades":["red"],"rungs":[],
             "clocks":[{"id":"answer","label":{"id":"A","en":"A"},"start":"registered","stop":["answered"],
                        "limitByGrade":{"red":{"elapsed":"PT1H"},"ungraded":{"elapsed":"PT100H"} },
                        "pausable":false,"appliesTo":{},"basis":"a test","verified":"product"}],"ladders":{} }
            """,
            "pack"),
        CalendarReader.Read(Calendar, "calendar"));

    private static IComplaintGrain Complaint(VirtualGrainHost process) => process.Grains.GetGrain<IComplaintGrain>("c1");

    private FileComplaint Filing() => new()
    {
        By = new Actor("gateway"),
        Owner = new Owner("f1", "3601", "hospital", "C", "pemkab"),
        Traits = new CaseTraits { Channel = "BPJS" },
        Policy = _shelf.Active,
    };

    private VirtualGrainHost Process()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<IPolicyShelf>(_shelf);
        services.AddSingleton(new WakerOptions { FacilityBook = false });
        services.AddSingleton<IEventLog>(_log);
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(engine =>
        {
            engine.Assemblies.Add(typeof(ComplaintGrain).Assembly);
            engine.CollectAfter = TimeSpan.FromDays(30);
            engine.CollectEvery = TimeSpan.FromDays(30);
        });
        services.AddVirtualTime(_time);
        var host = services.BuildServiceProvider().GetRequiredService<VirtualGrainHost>();
        host.Start();
        return host;
    }
}
