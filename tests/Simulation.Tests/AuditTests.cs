using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Auditor;
using static Monitoring.Simulation.Tests.World;

namespace Monitoring.Simulation.Tests;

/// <summary>C9: due rows that were changed behind the server's back, and the auditor that writes them anew.</summary>
public class AuditTests
{
    private static readonly DateTimeOffset DueAt = Start + TimeSpan.FromHours(1);

    /// <summary>The net alone: nobody remembers an instant in memory.</summary>
    private static readonly WakerOptions NetOnly = new() { ComplaintTimer = false, FacilityBook = false };

    public static TheoryData<string, DateTimeOffset?, string> Tampered => new()
    {
        { "missing", null, "f1" },
        { "different", DueAt + TimeSpan.FromDays(3_650), "f1" },
        { "different", DueAt + TimeSpan.FromMilliseconds(1), "f2" },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public void A_due_row_that_was_changed_is_restored_and_its_breach_fires(string what, DateTimeOffset? nextAt, string facility)
    {
        var log = new MemoryEventLog();
        using var world = new World(NetOnly, log);
        using var audit = Auditor(world, log);
        world.File("c1", DueAt);
        Round(world, audit);
        Tamper(log, "c1", 1, nextAt is { } at ? new DueRow("complaint/c1", facility, at) : null);

        Round(world, audit);

        var finding = Assert.Single(audit.Report.Findings);
        Assert.Equal(("complaint/c1", what, true), (finding.Stream, finding.What, finding.Mended));
        world.LiveTo(DueAt + TimeSpan.FromMinutes(1));
        Assert.Equal(DueAt, Assert.Single(world.Breaches()).DueAt);
        Round(world, audit);
        Assert.Equal(1, audit.Report.Wrong);
    }

    [Fact]
    public void A_due_row_of_a_complaint_that_is_over_is_taken_away()
    {
        var log = new MemoryEventLog();
        using var world = new World(NetOnly, log);
        using var audit = Auditor(world, log);
        world.File("c1", DueAt);
        world.Host.Drive(() => world.Grain("c1").CarryOut(new Withdraw("settled") { By = new Actor("citizen") }));
        Tamper(log, "c1", 2, new DueRow("complaint/c1", "f1", DueAt));

        Round(world, audit);

        Assert.Equal("unfounded", Assert.Single(audit.Report.Findings).What);
        Assert.Empty(Due(log));
    }

    [Fact]
    public void A_row_that_no_event_stands_behind_is_taken_away()
    {
        var log = new MemoryEventLog();
        using var world = new World(NetOnly, log);
        using var audit = Auditor(world, log);
        Tamper(log, "ghost", 0, new DueRow("complaint/ghost", "f1", DueAt));
        Write(log, new Append("facility/f1", 0, [], new DueRow("facility/f1", "f1", DueAt), [], null));

        Round(world, audit);

        Assert.Equal(["unfounded", "unfounded"], audit.Report.Findings.Select(f => f.What));
        Assert.Empty(Due(log));
    }

    [Fact]
    public void Of_a_sealed_case_nothing_is_told_but_that_there_was_one()
    {
        var log = new MemoryEventLog();
        using var world = new World(NetOnly, log);
        using var audit = Auditor(world, log);
        var filing = world.Filing(DueAt);
        world.Host.Drive(() => world.Grain("w1").File(filing with { Traits = filing.Traits with { Whistleblower = true } }));
        Tamper(log, "w1", 1, null);

        Round(world, audit);

        Assert.Equal((1, 1, 1), (audit.Report.Wrong, audit.Report.WrongSealed, audit.Report.Mended));
        Assert.Empty(audit.Report.Findings);
        Assert.Equal("inspectorate", Assert.Single(Due(log)).Facility);
    }

    [Fact]
    public void A_round_derives_what_changed_and_its_part_of_the_rest()
    {
        const int Streams = 500;
        const int Days = 2;
        const int RoundsOfADay = 1_728;
        var log = new MemoryEventLog();
        using var world = new World(NetOnly, log);
        using var audit = Auditor(world, log);
        for (var i = 0; i < Streams; i++)
        {
            world.File($"c{i}", DueAt);
        }

        Round(world, audit);
        Assert.Equal((Streams, Streams), (audit.Report.Streams, audit.Report.Derived));

        Round(world, audit);
        Assert.Equal(1, audit.Report.Derived);

        // each day of rounds everything is derived once more
        var full = audit.Report.FullAt;
        long derived = 0;
        for (var round = 0; round < Days * RoundsOfADay; round++)
        {
            world.Host.Advance(TimeSpan.FromMilliseconds(1));
            Round(world, audit);
            derived += audit.Report.Derived;
        }

        Assert.Equal(Days * Streams, derived);
        Assert.True(audit.Report.FullAt > full);
    }

    private static AuditOfDueRows Auditor(World world, MemoryEventLog log) => new(
        log,
        log,
        new PolicyShelf(PolicyBook.ExternalOnly),
        world.Host.Grains,
        world.Host.Time,
        NullLogger<AuditOfDueRows>.Instance,
        TimeSpan.FromSeconds(50));

    private static void Round(World world, AuditOfDueRows audit) => world.Host.Drive(() => audit.RunOnce(CancellationToken.None));

    /// <summary>Only the due row, as somebody with the database open would: no event, and no grain knows.</summary>
    private static void Tamper(MemoryEventLog log, string id, long seq, DueRow? due) =>
        Write(log, new Append(Streams.Complaint(id), seq, [], due, [], null));

    private static void Write(MemoryEventLog log, Append append) =>
        Assert.IsType<AppendResult.Committed>(log.Append(append, CancellationToken.None).AsTask().GetAwaiter().GetResult());

    private static ImmutableArray<DueRow> Due(MemoryEventLog log) =>
        log.Due(DateTimeOffset.MaxValue, null, null, 9, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
