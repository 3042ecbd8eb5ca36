using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Wakers;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Simulation.Tests;

/// <summary>Two facilities of the shipped pack with the product's own grains on virtual time; it can be killed and come back.</summary>
internal sealed class FacilityWorld : IDisposable
{
    public const string Hospital = "3673-h-001";
    public const string Puskesmas = "3601-p-001";

    private static readonly string PackText = Shipped("banten.json");
    private static readonly string CalendarText = Shipped("calendar-id-banten.json");
    private static readonly ImmutableArray<FacilityRecord> Roster =
    [
        new(Hospital, "3673", new FacilityCard("RSUD", "hospital", "B", "pemprov")),
        new(Puskesmas, "3601", new FacilityCard("Puskesmas", "puskesmas", null, "pemkab")),
    ];

    private readonly MemoryEventLog _log = new();
    private readonly WakerOptions _wakers;
    private readonly PolicyShelf _shelf = new(PolicyBook.ExternalOnly.WithActive(
        PolicyReader.Read(PackText, "banten.json"), CalendarReader.Read(CalendarText, "calendar")));

    private ServiceProvider? _services;
    private VirtualGrainHost _host;
    private NetOfDueRows? _net;

    public FacilityWorld(WakerOptions wakers, DateTimeOffset startAt)
    {
        _wakers = wakers;
        _host = Boot(startAt);
        foreach (var facility in Roster)
        {
            _host.Drive(() => Grain(facility.Id).Register(facility));
            Assert.True(_host.Drive(() => Grain(facility.Id).Follow()));
            Assert.False(_host.Drive(() => Grain(facility.Id).Follow()));
        }
    }

    public DateTimeOffset Now => _host.Now;

    public static DateTimeOffset Local(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.FromHours(7)).ToUniversalTime();

    public IFacilityGrain Grain(string id) => _host.Grains.GetGrain<IFacilityGrain>(id);

    public FacilityOutcome Tell(string id, FacilityCommand command) => _host.Drive(() => Grain(id).CarryOut(command));

    public FacilityLook Look(string id) => _host.Drive(() => Grain(id).Look());

    public void File(string complaint, string facility, bool whistleblower = false) => Done(_host.Drive(() =>
        _host.Grains.GetGrain<IComplaintGrain>(complaint).File(new FileComplaint
        {
            By = new Actor("gateway"),
            Owner = OwnerOf(facility),
            Traits = new CaseTraits
            {
                Channel = "TATAP_MUKA", Category = "waktu_tunggu", Class = "pengaduan_non_pengawasan", Unit = "igd", Whistleblower = whistleblower,
            },
            Policy = _shelf.Active,
        })));

    public void Ask(string complaint, ComplaintCommand command) =>
        Done(_host.Drive(() => _host.Grains.GetGrain<IComplaintGrain>(complaint).CarryOut(command)));

    /// <summary>
    /// Lives on to an instant. Where the net is on it goes its rounds, but only while something is due or was due lately: in between
    /// it would find nothing.
    /// </summary>
    public void LiveTo(DateTimeOffset instant)
    {
        while (_wakers.Net && NextDue() is { } due && due <= instant)
        {
            if (due > Now)
            {
                _host.AdvanceTo(due);
            }

            _host.Advance(NetOfDueRows.Every);
            _host.Drive(() => _net!.RunOnce(CancellationToken.None));
        }

        if (instant > Now)
        {
            _host.AdvanceTo(instant);
        }
    }

    /// <summary>Dies without a word and comes back later: nothing is left but the log.</summary>
    public void KillAndReturnAt(DateTimeOffset instant)
    {
        _services!.Dispose();
        _host = Boot(instant);

        // what brings the facilities back is the door's first look at the roster, or the net
        foreach (var facility in Roster)
        {
            _host.Drive(() => Grain(facility.Id).Follow());
        }
    }

    public ImmutableArray<StoredEvent> Stored(string facility) => Wait(_log.Read(Streams.Facility(facility), 0, CancellationToken.None));

    public ImmutableArray<FacilityEvent> Events(string facility) =>
        [.. Stored(facility).Select(e => JsonSerializer.Deserialize(e.Body, FacilityJson.Default.FacilityEvent)!)];

    public ImmutableArray<FeedItem> Feed(string audience) =>
    [
        .. Wait(_log.ReadFeed(audience, 0, int.MaxValue, CancellationToken.None))
            .Select(r => JsonSerializer.Deserialize(r.Item, FeedJson.Default.FeedItem)!),
    ];

    /// <summary>The oracle agrees with everything that fired, and with the due row.</summary>
    public Verdict Judge(string facility)
    {
        var verdict = WhatAFacilityShouldHaveFired.Judge(
            [.. Stored(facility).Select(e => OwnEvent.Read(e.Seq, e.Body))],
            names => OraclePolicy.Read(PackText, CalendarText) is { } policy && policy.Version == names ? policy : null);
        var due = Wait(_log.Due(DateTimeOffset.MaxValue, facility, null, int.MaxValue, CancellationToken.None))
            .Where(r => r.Stream == Streams.Facility(facility)).Select(r => (DateTimeOffset?)r.NextAt).SingleOrDefault();
        Assert.Equal(due, verdict.NextAt);
        return verdict;
    }

    public void Dispose()
    {
        _net?.Dispose();
        _services?.Dispose();
    }

    private static Owner OwnerOf(string id)
    {
        var facility = Roster.Single(f => f.Id == id);
        return new Owner(id, facility.Region, facility.Card.Kind, facility.Card.Class, facility.Card.Owner);
    }

    private static void Done(Outcome outcome) => Assert.True(outcome.Kind == OutcomeKind.Done, outcome.Refusal?.Code ?? outcome.Kind.ToString());

    private static string Shipped(string name) => System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", name));

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private DateTimeOffset? NextDue() =>
        Wait(_log.Due(DateTimeOffset.MaxValue, null, null, 1, CancellationToken.None)) is [var row, ..] ? row.NextAt : null;

    private VirtualGrainHost Boot(DateTimeOffset at)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IPolicyShelf>(_shelf);
        services.AddSingleton(_wakers);
        services.AddSingleton<IEventLog>(_log);
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(engine => engine.Assemblies.Add(typeof(ComplaintGrain).Assembly));
        services.AddVirtualTime(new VirtualTime(at));
        _services = services.BuildServiceProvider();
        var host = _services.GetRequiredService<VirtualGrainHost>();
        host.Start();
        _net?.Dispose();
        _net = new NetOfDueRows(_log, host.Grains, _wakers, host.Time, NullLogger<NetOfDueRows>.Instance);
        return host;
    }
}
