using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Province;

/// <summary>
/// What no facility can find by itself: once a day it compares all with one another, as of 06:00 local, and tells each facility
/// about which something strikes, or struck until now. It remembers nothing that must outlive it: what was decided follows from
/// the log up to the look, and who was told already is not told again, so that whoever comes after a crash does the same once more.
/// </summary>
/// <param name="log">The truth.</param>
/// <param name="grains">Who is told.</param>
/// <param name="policies">What is asked.</param>
/// <param name="wakers">Whether anything moves by itself.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Hears of what failed.</param>
/// <param name="turn">Of several processes one looks at a time.</param>
/// <param name="trusted">Whether the time can be believed.</param>
public sealed partial class LookOverTheProvince(
    IEventLog log,
    IGrainFactory grains,
    IPolicyShelf policies,
    WakerOptions wakers,
    TimeProvider time,
    ILogger<LookOverTheProvince> logger,
    INetTurn? turn = null,
    ITrustedTime? trusted = null) : BackgroundService
{
    /// <summary>So long after the look it goes: facilities have looked for themselves, and what was being committed is there.</summary>
    public static readonly TimeSpan SettlesAfter = TimeSpan.FromMinutes(1);

    /// <summary>How often it asks whether there is a look that was not told yet.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ProvinceSoFar _province = new(log);
    private readonly Dictionary<string, LastLook> _looks = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // not at once: who starts after an outage has deadlines to see to first
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(e);
            }
        }
    }

    /// <summary>Looks for whatever was not told of its last look yet.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        TimeReading now = trusted?.Read() ?? time.Now();
        if (wakers.AreStill || now.InDoubt || (turn is not null && !await turn.IsMine(cancellation)))
        {
            return;
        }

        var rules = (await policies.Rules(policies.Active, cancellation)).OfFacilities;
        foreach (var alarm in rules.Pack.Alarms.Where(a => AlarmIds.OfTheProvince.Contains(a.Id)))
        {
            var asOf = LooksOverTheProvince.LastFor(alarm.Id, now.At - SettlesAfter, rules.Calendar);
            if (_looks.GetValueOrDefault(alarm.Id)?.AsOf != asOf)
            {
                _looks[alarm.Id] = new LastLook(asOf, await LookFor(alarm, asOf, rules.Calendar, cancellation));
            }

            await Tell(_looks[alarm.Id].Untold, cancellation);
        }
    }

    /// <summary>What each facility is to be told about which something strikes, or struck until now.</summary>
    private async Task<Queue<(string Facility, ComparedWithOthers Compared)>> LookFor(
        AlarmRule alarm, DateTimeOffset asOf, WorkCalendar calendar, CancellationToken cancellation)
    {
        await _province.ReadOn(cancellation);
        var found = alarm.Id == AlarmIds.Silence
            ? FindingsOfTheProvince.Silences(_province.Received(alarm.AppliesTo, asOf), asOf, calendar)
            : FindingsOfTheProvince.UnequalTreatment(await Cases(alarm, asOf, cancellation), asOf);

        return new(
            from facility in found.Select(f => f.Key).Union(_province.Holding(alarm.Id)).Order(StringComparer.Ordinal)
            select (facility, new ComparedWithOthers(
                alarm.Id, asOf, [.. found[facility].Select(f => new FoundBesideOthers(f.Subject, f.Cases))])));
    }

    private async Task<ImmutableArray<CaseFacts>> Cases(
        AlarmRule alarm, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var cases = await _province.Cases(alarm.AppliesTo, new EqualTreatmentThresholds().Window.Value, asOf, cancellation);
        if (_province.Unread > 0)
        {
            LogUnread(_province.Unread);
        }

        return cases;
    }

    /// <summary>One facility that cannot be told must not keep the others from it; the next round tells it.</summary>
    private async Task Tell(Queue<(string Facility, ComparedWithOthers Compared)> untold, CancellationToken cancellation)
    {
        for (var left = untold.Count; left > 0; left--)
        {
            var (facility, compared) = untold.Dequeue();
            if (!await IsTold(facility, compared, cancellation))
            {
                untold.Enqueue((facility, compared));
            }
        }
    }

    private async Task<bool> IsTold(string facility, ComparedWithOthers compared, CancellationToken cancellation)
    {
        try
        {
            return await grains.GetGrain<IFacilityGrain>(facility).Compare(compared).WaitAsync(cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogNotTold(e, facility);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look over the province failed; it is tried again.")]
    private partial void LogRoundFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Facility} was not told what strikes about it; it is tried again.")]
    private partial void LogNotTold(Exception exception, string facility);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} histories could not be read and were left out of the comparison.")]
    private partial void LogUnread(int count);

    private sealed record LastLook(DateTimeOffset AsOf, Queue<(string Facility, ComparedWithOthers Compared)> Untold);
}
