using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains;

/// <summary>
/// A complaint that enforces its own deadlines. The rule decides; this shell persists, and only then answers, arms
/// its timer and tells its facility.
/// </summary>
public sealed partial class ComplaintGrain(
    IEventLog log,
    IPolicyShelf policies,
    WakerOptions wakers,
    TimeProvider time,
    ILogger<ComplaintGrain> logger,
    IActivationView? engine = null,
    ITrustedTime? trusted = null)
    : Grain, IComplaintGrain
{
    /// <summary>Longest the timer is armed for; on waking early the rule is asked again.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    /// <summary>How soon it looks again whether the time is believed.</summary>
    private static readonly TimeSpan LookAgainInDoubt = TimeSpan.FromSeconds(5);

    private Complaint _complaint = Complaint.None;
    private Timetable _timetable = Timetable.Empty;
    private EventHash _lastHash;
    private ComplaintRules? _rules;
    private OneShotTimer? _timer;
    private DateTimeOffset _activatedAt;

    private LogKnowledge _known = LogKnowledge.Unread;

    private string Id => this.GetPrimaryKeyString();

    private TimeReading Now() => trusted?.Read() ?? time.Now();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activatedAt = time.Now();
        return Task.CompletedTask;
    }

    public async Task<Outcome> File(FileComplaint filing)
    {
        var outcome = Outcomes.TryAgain;
        if (_known == LogKnowledge.Unread)
        {
            outcome = await FileUnread(filing);
        }

        if (outcome.Kind == OutcomeKind.TryAgain)
        {
            await KnowTheLog();
            if (_complaint.Version == 0)
            {
                _rules = await policies.Rules(filing.Policy, CancellationToken.None);
            }

            outcome = await Carry(filing);
        }

        SleepWhenFar();
        return outcome;
    }

    public Task<Outcome> CarryOut(ComplaintCommand command) => Carry(command);

    public async Task Wake()
    {
        await KnowTheLog();
        await FireDue();
    }

    public async Task WakeOverdue()
    {
        await KnowTheLog();
        if (_timetable.WakeAt is not { } wakeAt || wakeAt > Now().At)
        {
            await ReadLog(CancellationToken.None);
        }

        await FireDue();
    }

    private async Task FireDue()
    {
        await FollowPolicy();
        if (_rules is null)
        {
            return;
        }

        var decision = _rules.Wake(_complaint, Now(), policies.Duty);
        if (decision.Events.IsEmpty)
        {
            Arm();
            return;
        }

        CrashPoint.Reach("breach-decided");
        var result = await Commit(decision, [], null);
        if (result is not AppendResult.Committed)
        {
            LogOvertaken(Id);
        }
    }

    public async Task<bool> Mend()
    {
        await ReadLog(CancellationToken.None);
        return await Commit(new Decision([], null, _complaint, _timetable), [], null) is AppendResult.Committed;
    }

    public async Task<Outcome> Recall(long seq)
    {
        await KnowTheLog();
        if (seq > _complaint.Version || _rules is null)
        {
            return Outcomes.TryAgain;
        }

        var complaint = ComplaintHistory.Fold(await log.Read(Streams.Complaint(Id), 0, CancellationToken.None), seq);
        var rules = await policies.Rules(complaint.Policy, CancellationToken.None);
        return Done(complaint, rules.Timetable(complaint));
    }

    public async Task<ComplaintLook> Look()
    {
        await KnowTheLog();
        var events = await log.Read(Streams.Complaint(Id), 0, CancellationToken.None);
        return Looks.Of(Id, _complaint, _timetable, events) with { ActivatedAt = _activatedAt, Armed = Armed() };
    }

    public async Task<ComplaintLook> Explain()
    {
        var look = await Look();
        if (_rules is null)
        {
            return look;
        }

        var ledgers = _rules.Ledgers(_complaint, _timetable);
        return look with { Clocks = Looks.Clocks(_complaint, _timetable, ledgers) };
    }

    public async Task<bool> Rederive(PolicyVersion to)
    {
        await KnowTheLog();
        if (_rules is null || !_complaint.IsOpen)
        {
            // it is asked because it waits for something: another activation has filed it, or taken it up again
            await ReadLog(CancellationToken.None);
        }

        if (_rules is null || !_complaint.IsOpen || !PolicyOrder.Follows(to, _complaint.Policy))
        {
            return false;
        }

        var now = Now();
        if (now.InDoubt)
        {
            throw new InvalidOperationException("While the time is in doubt nothing may fire, so nothing may follow. Ask again.");
        }

        var next = await policies.Rules(to, CancellationToken.None);
        var decision = _rules.Rederive(_complaint, next, to, now, policies.Duty);
        var follows = decision.After.Policy == to;
        if (await Commit(decision, [], null, follows ? next : _rules) is AppendResult.Committed && follows)
        {
            _rules = next;
        }

        return true;
    }

    // one that knows of no complaint must look as one of a sealed case does: asleep
    public Task<GrainPlace> Where() =>
        Task.FromResult(new GrainPlace(_activatedAt, engine?.Waiting(GrainContext), Sealed: _complaint.Version == 0 || _complaint.Traits.Sealed));

    /// <summary>Whoever files names the complaint anew, so there is nothing to read first; where there is, the fence says so.</summary>
    private async Task<Outcome> FileUnread(FileComplaint filing)
    {
        _rules = await policies.Rules(filing.Policy, CancellationToken.None);
        _known = LogKnowledge.Read;
        var outcome = await Carry(filing);
        if (_complaint.Version == 0 && _known == LogKnowledge.Read)
        {
            _known = LogKnowledge.Unread;
        }

        return outcome;
    }

    private async Task<Outcome> Carry(ComplaintCommand command)
    {
        await KnowTheLog();
        if (_rules is null && command is not FileComplaint)
        {
            // nothing is known of it: another activation may have filed it since
            await ReadLog(CancellationToken.None);
        }

        await FollowPolicy();
        if (_rules is null)
        {
            return Outcomes.Refused(new Refusal("not-found", "There is no such complaint."));
        }

        var decision = _rules.Decide(_complaint, command, Now(), policies.Duty);
        if (decision.Refusal is { } refusal)
        {
            return await Refuse(decision, refusal, command);
        }

        var wasOver = !_complaint.IsOpen;
        var outcome = await Commit(decision, Outcomes.Keys(command), command.Sealed) switch
        {
            AppendResult.Committed => Done(_complaint, _timetable),
            AppendResult.KeyTaken taken => Outcomes.Earlier(taken.Existing, command),
            _ => Outcomes.TryAgain,
        };
        if (wasOver)
        {
            await FollowPolicy(); // what comes back does so under the policy of today
        }

        return outcome;
    }

    /// <summary>A complaint that was not reached when its policy was revised is brought up by whoever touches it first.</summary>
    private async Task FollowPolicy()
    {
        if (_known == LogKnowledge.Read && _complaint.IsOpen && PolicyOrder.Follows(policies.Active, _complaint.Policy) && !Now().InDoubt)
        {
            await Rederive(policies.Active);
        }

        await KnowTheLog();
    }

    /// <summary>A refused command leaves nothing, but what had come due before it is committed all the same.</summary>
    private async Task<Outcome> Refuse(Decision decision, Refusal refusal, ComplaintCommand command)
    {
        // a repeated request was perhaps carried out the first time, which is why it is refused now
        if (command.Key is { } key && await log.FindKey(key, CancellationToken.None) is { } existing)
        {
            return Outcomes.Earlier(existing, command);
        }

        return await IsStillSo(decision) ? Outcomes.Refused(refusal) : Outcomes.TryAgain;
    }

    /// <summary>
    /// A no is decided on what is known, as a yes is; only the yes has the fence. Another activation may have gone on since.
    /// </summary>
    private async Task<bool> IsStillSo(Decision decision)
    {
        if (!decision.Events.IsEmpty)
        {
            return await Commit(decision, [], null) is AppendResult.Committed;
        }

        var since = await log.Read(Streams.Complaint(Id), _complaint.Version, CancellationToken.None);
        if (!since.IsEmpty)
        {
            Forget();
        }

        return since.IsEmpty;
    }

    /// <param name="decision">What is to be written.</param>
    /// <param name="keys">The keys that it uses.</param>
    /// <param name="sealedTexts">The texts that go with it.</param>
    /// <param name="follows">The rules that hold after it, where they are other ones.</param>
    private async Task<AppendResult> Commit(
        Decision decision, ImmutableArray<RequestKey> keys, SealedTexts? sealedTexts, ComplaintRules? follows = null)
    {
        var unlinked = new Append(
            Streams.Complaint(Id),
            _complaint.Version,
            [.. decision.Events.Select(Written)],
            ComplaintHistory.DueRow(Id, decision.After, decision.Timetable, (follows ?? _rules)?.Pack.Grades ?? []),
            keys,
            sealedTexts);
        var append = EventChain.Link(unlinked, _lastHash);
        AppendResult result;
        try
        {
            result = await log.Append(append, CancellationToken.None);
        }
        catch (Exception)
        {
            Forget();
            throw;
        }

        if (result is AppendResult.Committed)
        {
            (_complaint, _timetable) = (decision.After, decision.Timetable);
            _lastHash = append.Events is [.., var last] ? last.Hash : _lastHash;
            Arm();
            CrashPoint.Reach("before-telling-facility");
            TellFacility();
        }
        else
        {
            Forget();
        }

        return result;
    }

    private NewEvent Written(Decided decided) => new(
        decided.Event.At,
        decided.Event.Kind,
        JsonSerializer.Serialize(decided.Event, ComplaintJson.Default.ComplaintEvent),
        JsonSerializer.Serialize(WhatAudiencesSee.Item(Id, decided), FeedJson.Default.FeedItem),
        WhatAudiencesSee.Audiences(decided));

    /// <summary>Unknown is not no: this activation goes, and whoever comes next reads the log.</summary>
    private void Forget()
    {
        _known = LogKnowledge.Doubtful;
        DeactivateOnIdle();
    }

    private async Task KnowTheLog()
    {
        if (_known != LogKnowledge.Read)
        {
            await ReadLog(CancellationToken.None);
            Arm();
        }
    }

    private async Task ReadLog(CancellationToken cancellation)
    {
        var events = await log.Read(Streams.Complaint(Id), 0, cancellation);
        _complaint = ComplaintHistory.Fold(events);
        _lastHash = events is [.., var last] ? last.Hash : EventHash.None;
        _rules = _complaint.Version == 0 ? null : await policies.Rules(_complaint.Policy, cancellation);
        _timetable = _rules?.Timetable(_complaint) ?? Timetable.Empty;
        _known = LogKnowledge.Read;
    }

    private void Arm()
    {
        if (!wakers.ComplaintTimer || _timetable.WakeAt is not { } wakeAt)
        {
            _timer?.Stop();
            return;
        }

        var now = Now();
        var soonest = now.InDoubt ? LookAgainInDoubt : TimeSpan.Zero;
        var wait = wakeAt - now.At;
        wait = wait < soonest ? soonest : wait > LongestTimer ? LongestTimer : wait;
        _timer ??= new OneShotTimer(this, TimerFired);
        _timer.Set(now.At, wait);
    }

    /// <summary>Nothing is armed anew for a timer that stood still: the net finds what it missed.</summary>
    private Task TimerFired() => wakers.AreStill ? Task.CompletedTask : Wake();

    /// <summary>
    /// What was just registered is mostly left alone for a while. With nothing near it sleeps at once, so that a flood of
    /// filings does not fill the memory; its facility wakes it in time.
    /// </summary>
    private void SleepWhenFar()
    {
        var far = _timetable.WakeAt is not { } nextAt || nextAt > time.Now() + FacilityGrain.Horizon;
        if (wakers is { SleepAfterFiling: true, FacilityBook: true } && far)
        {
            DeactivateOnIdle();
        }
    }

    private void TellFacility()
    {
        if (wakers.FacilityBook && _timetable.WakeAt is { } nextAt)
        {
            _ = GrainFactory.GetGrain<IFacilityGrain>(ComplaintHistory.Book(_complaint)).Expect(Id, nextAt);
        }
    }

    private ImmutableArray<ArmedTimer> Armed() =>
        _timer?.FiresAt is { } firesAt && _timetable.Steps is [var first, ..]
            ? [new ArmedTimer("deadline", firesAt, $"{first.Clock}/{first.Epoch}/{first.Name}")]
            : [];

    private Outcome Done(Complaint complaint, Timetable timetable) => Outcomes.Done(Id, complaint, timetable);

    private enum LogKnowledge
    {
        /// <summary>This activation has just come: it knows nothing.</summary>
        Unread,

        Read,

        /// <summary>Storage did not say what became of a write: nothing is decided before the log was read again.</summary>
        Doubtful,
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Complaint {Complaint} was overtaken by another activation.")]
    private partial void LogOvertaken(string complaint);
}
