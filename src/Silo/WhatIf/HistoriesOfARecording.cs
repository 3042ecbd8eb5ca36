using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Replay;

namespace Monitoring.Silo.WhatIf;

/// <summary>
/// The cases of a recorded file as the facts that they would have left: what is recorded of each is asked of the rules under the
/// policy that promises nothing, so that what makes no sense is refused as it would have been.
/// </summary>
internal sealed class HistoriesOfARecording(Recording recording, Roster? roster) : IRecordedHistories
{
    private static readonly ComplaintRules Rules = new(BuiltInPolicy.Pack, BuiltInPolicy.Calendar);

    private static readonly PolicyVersion Version =
        new(BuiltInPolicy.PackId, BuiltInPolicy.Version, BuiltInPolicy.CalendarId, BuiltInPolicy.Version);

    private readonly FrozenDictionary<string, Owner> _owners = (roster?.Facilities ?? [])
        .ToFrozenDictionary(f => f.Id, FacilityDirectory.OwnerOf, StringComparer.Ordinal);

    private readonly SortedDictionary<string, int> _withoutEffect = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Unusable =>
    [
        .. recording.Bad.Select(bad => $"line {bad.Line}: {bad.Reason}"),
        .. _unknown.Select(id => $"{id}: the roster has no such facility, so no clock that asks for a kind or an owner runs there"),
    ];

    public IReadOnlyDictionary<string, int> WithoutEffect => _withoutEffect;

    public Task<DateTimeOffset?> EndAt(CancellationToken cancellation) =>
        Task.FromResult(recording.Cases.IsEmpty ? (DateTimeOffset?)null : recording.EndAt);

    public async IAsyncEnumerable<RecordedHistory> All(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var recorded in recording.Cases)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new RecordedHistory(recorded.Id, Facts(recorded));
        }

        await Task.CompletedTask;
    }

    private ImmutableArray<ComplaintEvent> Facts(RecordedCase recorded)
    {
        var facts = ImmutableArray.CreateBuilder<ComplaintEvent>();
        var state = Complaint.None;
        foreach (var scheduled in ReplaySchedule.Of(recording with { Cases = [recorded] }, Version))
        {
            var command = scheduled.Command is FileComplaint filing ? filing with { Owner = Of(filing.Owner) } : scheduled.Command;
            var decision = Rules.Decide(state, command, scheduled.At);
            if (decision.Refusal is { } refusal)
            {
                _withoutEffect[refusal.Code] = _withoutEffect.GetValueOrDefault(refusal.Code) + 1;
            }

            facts.AddRange(decision.Events.Select(decided => decided.Event));
            state = decision.After;
        }

        return facts.ToImmutable();
    }

    private Owner Of(Owner recorded)
    {
        if (_owners.TryGetValue(recorded.Facility, out var known))
        {
            return known;
        }

        if (roster is not null)
        {
            _unknown.Add(recorded.Facility);
        }

        return recorded;
    }
}
