using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Province;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Virtual;

/// <summary>
/// The product's own grains and log on a clock that stands still until it is moved: years pass in seconds, in order.
/// </summary>
public sealed class VirtualProvince : IDisposable
{
    /// <summary>Virtual days pass in no time, so memory is bounded by days, not minutes.</summary>
    private static readonly TimeSpan CollectAfter = TimeSpan.FromDays(10);

    private static readonly TimeSpan CollectEvery = TimeSpan.FromDays(1);

    private readonly ServiceProvider _services;
    private readonly VirtualGrainHost _host;
    private readonly LookOverTheProvince _look;

    public VirtualProvince(IEventLog log, IPolicyShelf shelf, WakerOptions wakers, DateTimeOffset startAt, INetTurn? turn = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(shelf);
        services.AddSingleton(wakers);
        services.AddSingleton<IEventLog>(
            p => new OutsideLog(log, p.GetRequiredService<VirtualGrainHost>()));
        services.AddInMemoryReminderTable();
        services.AddEmbeddedGrains(o =>
        {
            o.Assemblies.Add(typeof(ComplaintGrain).Assembly);
            o.CollectAfter = CollectAfter;
            o.CollectEvery = CollectEvery;
        });
        services.AddVirtualTime(new VirtualTime(startAt));
        _services = services.BuildServiceProvider();
        _host = _services.GetRequiredService<VirtualGrainHost>();
        _host.Start();
        _look = new LookOverTheProvince(
            _services.GetRequiredService<IEventLog>(), _host.Grains, shelf, wakers, _host.Time, NullLogger<LookOverTheProvince>.Instance, turn);
    }

    public DateTimeOffset Now => _host.Now;

    /// <summary>Makes facilities known.</summary>
    public void Register(IEnumerable<FacilityRecord> facilities)
    {
        foreach (var facility in facilities)
        {
            _host.Drive(() => _host.Grains.GetGrain<IFacilityGrain>(facility.Id).Register(facility));
        }
    }

    /// <summary>Has facilities follow the policy in force: from now on their own promises run.</summary>
    public void Follow(IEnumerable<string> facilities)
    {
        foreach (var id in facilities)
        {
            _host.Drive(() => _host.Grains.GetGrain<IFacilityGrain>(id).Follow());
        }
    }

    /// <summary>Lives through all deadlines until an instant.</summary>
    public void LiveTo(DateTimeOffset at)
    {
        if (at > _host.Now)
        {
            _host.AdvanceTo(at);
        }
    }

    /// <summary>Compares all facilities with one another, if that is due; the server asks it once a minute.</summary>
    public void LookOver() => _host.Drive(() => _look.RunOnce(CancellationToken.None));

    /// <summary>
    /// Asks everything of the schedule at its instant, lives through all deadlines between, and then on to
    /// <paramref name="untilAt"/>.
    /// </summary>
    /// <param name="schedule">What is asked, in order.</param>
    /// <param name="untilAt">The end.</param>
    /// <param name="looksAt">When all facilities are compared with one another, in order.</param>
    /// <returns>How often each refusal was given, by code.</returns>
    public ImmutableSortedDictionary<string, int> Play(
        IEnumerable<IScheduled> schedule, DateTimeOffset untilAt, IEnumerable<DateTimeOffset>? looksAt = null)
    {
        var looks = new Queue<DateTimeOffset>(looksAt ?? []);
        var refusals = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var scheduled in schedule)
        {
            LookUntil(scheduled.At);
            LiveTo(scheduled.At);
            if (_host.Drive(() => scheduled.Ask(_host.Grains)) is { } code)
            {
                refusals[code] = refusals.GetValueOrDefault(code) + 1;
            }
        }

        LookUntil(untilAt);
        LiveTo(untilAt);
        return refusals.ToImmutable();

        void LookUntil(DateTimeOffset at)
        {
            while (looks.TryPeek(out var lookAt) && lookAt < at)
            {
                LiveTo(looks.Dequeue());
                LookOver();
            }
        }
    }

    public void Dispose()
    {
        _look.Dispose();
        _host.Stop();
        _services.Dispose();
    }
}
