using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains;

/// <summary>
/// What the facility owes itself: its own stream, decided by <see cref="FacilityRules"/>, persisted here. Before it decides it
/// hears its own feed.
/// </summary>
public sealed partial class FacilityGrain
{
    /// <summary>
    /// So long after an instant it decides about it: a complaint that was filed in time, and is being committed, is heard. Well
    /// within the ten seconds in which a breach must stand in the log.
    /// </summary>
    public static readonly TimeSpan SettlesAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgainInDoubt = TimeSpan.FromSeconds(5);
    private const int FeedPage = 1_000;

    private Facility _facility = Facility.None;
    private FacilityTimetable _own = FacilityTimetable.Empty;
    private FacilityRules? _rules;
    private EventHash _lastHash;
    private bool _isKnown;
    private OneShotTimer? _ownTimer;
    private CasesOfAFacility? _cases;

    private TimeReading Reading() => trusted?.Read() ?? time.Now();

    public async Task<FacilityOutcome> CarryOut(FacilityCommand command)
    {
        await FollowInForce();
        if (_rules is null)
        {
            return new(OutcomeKind.Refused, new Refusal("not-followed", "No pack asks anything of this facility."), null, null);
        }

        var now = Reading();
        var decision = _rules.Decide(_facility, await Told(), command, now, await Findings(now));
        if (decision.Refusal is { } refusal)
        {
            // a repeated request was perhaps carried out the first time, which is why it is refused now
            if (command.Key is { } key && await log.FindKey(key, CancellationToken.None) is { } existing)
            {
                return Earlier(existing, command);
            }

            return await CommitOwn(decision, []) is AppendResult.Committed
                ? new(OutcomeKind.Refused, refusal, null, null)
                : TryAgain;
        }

        return await CommitOwn(decision, command.Key is null ? [] : [command.Key]) switch
        {
            AppendResult.Committed => Done(_facility, _own),
            AppendResult.KeyTaken taken => Earlier(taken.Existing, command),
            _ => TryAgain,
        };
    }

    public async Task<FacilityOutcome> Recall(long seq)
    {
        await KnowOwn();
        if (seq > _facility.Version)
        {
            return TryAgain;
        }

        var then = FacilityHistory.Fold(await log.Read(Streams.Facility(Id), 0, CancellationToken.None), seq);
        return Done(then, await TimetableOf(then));
    }

    public async Task Wake()
    {
        await FollowInForce();
        var now = Reading();
        if (_rules is null || now.InDoubt || !(_own.WakeAt + SettlesAfter <= now.At))
        {
            ArmOwn();
            return;
        }

        var told = await Told();
        var findings = await Findings(now);
        CrashPoint.Reach("facility-decided");
        await CommitOwn(_rules.Wake(_facility, told, findings, now), []);
    }

    public async Task<bool> Follow()
    {
        await KnowOwn();
        var to = policies.Active;
        var now = Reading();
        if (_facility.Version == 0 || (_facility.Policy is { } policy && !PolicyOrder.Follows(to, policy)))
        {
            return false;
        }

        if (now.InDoubt)
        {
            throw new InvalidOperationException("While the time is in doubt nothing may fire, so nothing may follow. Ask again.");
        }

        var next = (await policies.Rules(to, CancellationToken.None)).OfFacilities;
        var decision = (_rules ?? next).Follow(_facility, await Told(), next, to, now, await Findings(now));
        if (decision.Events.IsEmpty)
        {
            return false;
        }

        return await CommitOwn(decision, []) is AppendResult.Committed;
    }

    public async Task<bool> Compare(ComparedWithOthers compared)
    {
        await FollowInForce();
        if (_rules is null)
        {
            return true;
        }

        var now = Reading();
        ImmutableArray<Finding> found = [.. compared.Found.Select(f => new Finding(compared.Alarm, f.Subject, f.Cases))];
        var decision = _rules.Compare(_facility, await Told(), compared.Alarm, compared.AsOf, found, now, await Findings(now));
        return decision is not null
            && (decision.Events.IsEmpty || await CommitOwn(decision, []) is AppendResult.Committed);
    }

    public async Task<bool> Mend()
    {
        _isKnown = false;
        await KnowOwn();
        return await CommitOwn(new FacilityDecision([], null, _facility, _own), []) is AppendResult.Committed;
    }

    /// <summary>A facility that was not reached when its policy was revised goes over to it when somebody touches it.</summary>
    private async Task FollowInForce()
    {
        await KnowOwn();
        if (_facility.Policy is { } policy && PolicyOrder.Follows(policies.Active, policy) && !Reading().InDoubt)
        {
            await Follow();
            await KnowOwn();
        }
    }

    private async Task KnowOwn()
    {
        if (_isKnown)
        {
            return;
        }

        var events = await log.Read(Streams.Facility(Id), 0, CancellationToken.None);
        _facility = FacilityHistory.Fold(events);
        _lastHash = events is [.., var last] ? last.Hash : EventHash.None;
        _rules = _facility.Policy is { } policy ? (await policies.Rules(policy, CancellationToken.None)).OfFacilities : null;
        _own = _rules?.Timetable(_facility) ?? FacilityTimetable.Empty;
        _isKnown = true;
        ArmOwn();
    }

    private async ValueTask<FacilityTimetable> TimetableOf(Facility facility) => facility.Policy is { } policy
        ? (await policies.Rules(policy, CancellationToken.None)).OfFacilities.Timetable(facility)
        : FacilityTimetable.Empty;

    /// <summary>Its own feed since it last read it.</summary>
    private async Task<ImmutableArray<FeedItem>> Told()
    {
        var told = ImmutableArray.CreateBuilder<FeedItem>();
        var after = _facility.Through;
        while (true)
        {
            var rows = await log.ReadFeed(Audience.Facility(Id), after, FeedPage, CancellationToken.None);
            foreach (var row in rows)
            {
                var item = JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem)
                    ?? throw new InvalidDataException($"Row {row.Seq} of a facility's feed is null.");
                told.Add(item with { Seq = row.Seq });
                after = row.Seq;
            }

            if (rows.Length < FeedPage)
            {
                return told.ToImmutable();
            }
        }
    }

    /// <summary>
    /// What a look finds that is due: whatever comes first after it, a wake-up or a command, makes it. A history that cannot be read
    /// must not keep the facility from its deadlines: then the alarms stay as they are.
    /// </summary>
    private async Task<ImmutableArray<Finding>?> Findings(TimeReading now)
    {
        if (now.InDoubt || !(_own.NextLookAt <= now.At))
        {
            return null;
        }

        try
        {
            var cases = await (_cases ??= new CasesOfAFacility(Id, log, policies)).AsOf(now.At);
            return FindingsOfAFacility.Of(cases, _facility, now.At, _rules!.Calendar);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or KeyNotFoundException)
        {
            LogNotFound(e, Id);
            return null;
        }
    }

    private async Task<AppendResult> CommitOwn(FacilityDecision decision, ImmutableArray<RequestKey> keys)
    {
        var append = EventChain.Link(
            new Append(
                Streams.Facility(Id),
                _facility.Version,
                [.. decision.Events.Select(FacilityHistory.Written)],
                FacilityHistory.DueRow(decision.After, decision.Timetable),
                keys,
                null),
            _lastHash);

        // unknown is not no: whatever goes wrong, the log is read again before anything is decided
        _isKnown = false;
        var result = await log.Append(append, CancellationToken.None);
        if (result is AppendResult.Committed)
        {
            (_facility, _own) = (decision.After, decision.Timetable);
            _lastHash = append.Events is [.., var last] ? last.Hash : _lastHash;
            _rules = _facility.Policy is { } policy ? (await policies.Rules(policy, CancellationToken.None)).OfFacilities : null;
            _isKnown = true;
            ArmOwn();
        }

        return result;
    }

    private void ArmOwn()
    {
        if (!(wakers.ComplaintTimer || wakers.FacilityBook) || _own.WakeAt is not { } wakeAt)
        {
            _ownTimer?.Stop();
            return;
        }

        var now = Reading();
        var soonest = now.InDoubt ? LookAgainInDoubt : TimeSpan.Zero;
        var wait = wakeAt + SettlesAfter - now.At;
        wait = wait < soonest ? soonest : wait > LookAgainAtLeastEvery ? LookAgainAtLeastEvery : wait;
        _ownTimer ??= new OneShotTimer(this, OwnTimerFired);
        _ownTimer.Set(now.At, wait);
    }

    private Task OwnTimerFired() => wakers.AreStill ? Task.CompletedTask : Wake();

    private ImmutableArray<ArmedTimer> OwnTimers()
    {
        if (_ownTimer?.FiresAt is not { } at)
        {
            return [];
        }

        var what = _own.Steps is [var step, ..] && step.FiresAt == _own.WakeAt ? $"{step.Clock}/{step.Epoch}/{step.Name}"
            : _own.NextMonthAt == _own.WakeAt ? "month" : "look";
        return [new ArmedTimer("own-deadline", at, what)];
    }

    private static FacilityOutcome TryAgain { get; } = new(OutcomeKind.TryAgain, null, null, null);

    private FacilityOutcome Done(Facility facility, FacilityTimetable timetable) =>
        new(OutcomeKind.Done, null, new FacilityReceipt(Id, facility.Version, OwnLooks.Running(timetable)), null);

    private static FacilityOutcome Earlier(StoredKey existing, FacilityCommand command) =>
        command.Key?.Fingerprint == existing.Key.Fingerprint
            ? new(OutcomeKind.Repeated, null, null, existing.Seq)
            : new(OutcomeKind.KeyReused, null, null, null);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cases of {Facility} could not be looked at; its alarms stay as they are.")]
    private partial void LogNotFound(Exception exception, string facility);
}
