using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Simulation.Tests;

/// <summary>Two processes that each hold an activation of one complaint: the log's fence guards a yes, and a no must not be older.</summary>
public class StaleRefusalTests
{
    private readonly VirtualTime _time = new(World.Start);
    private readonly MemoryEventLog _log = new();
    private readonly PolicyShelf _shelf = new(PolicyBook.ExternalOnly);

    [Fact]
    public void An_activation_that_was_there_before_the_complaint_does_not_say_that_there_is_none()
    {
        var (here, there) = (Process(), Process());
        there.Drive(() => Complaint(there).Look());
        here.Drive(() => Complaint(here).File(Filing()));

        var outcome = there.Drive(() => Complaint(there).CarryOut(new Contact { By = new Actor("operator") }));

        Assert.Equal(OutcomeKind.Done, outcome.Kind);
    }

    [Fact]
    public void What_is_refused_by_old_knowledge_is_asked_again()
    {
        var (here, there) = (Process(), Process());
        here.Drive(() => Complaint(here).File(Filing()));
        there.Drive(() => Complaint(there).Look());
        here.Drive(() => Complaint(here).CarryOut(new Grains.Rules.Complaints.Verify { By = new Actor("operator") }));
        var assign = new Assign(null) { By = new Actor("operator") };

        // it still believes that the complaint was never verified
        Assert.Equal(OutcomeKind.TryAgain, there.Drive(() => Complaint(there).CarryOut(assign)).Kind);
        Assert.Equal(OutcomeKind.Done, there.Drive(() => Complaint(there).CarryOut(assign)).Kind);
    }

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
        services.AddSingleton(new WakerOptions());
        services.AddSingleton<IEventLog>(_log);
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(engine => engine.Assemblies.Add(typeof(ComplaintGrain).Assembly));
        services.AddVirtualTime(_time);
        var host = services.BuildServiceProvider().GetRequiredService<VirtualGrainHost>();
        host.Start();
        return host;
    }
}
