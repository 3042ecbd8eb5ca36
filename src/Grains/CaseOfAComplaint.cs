using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains;

/// <summary>Writes a complaint's history down as the statistics read it.</summary>
internal static class CaseOfAComplaint
{
    /// <summary>The facts; null for what is in nobody's statistics.</summary>
    /// <param name="id">The complaint.</param>
    /// <param name="events">Its history.</param>
    /// <param name="policies">Whose rules give its promises; null: these are not asked for, and deriving them is most of the work.</param>
    public static async ValueTask<CaseFacts?> Of(string id, ImmutableArray<StoredEvent> events, IPolicyShelf? policies)
    {
        var complaint = Complaint.None;
        var moments = ImmutableArray.CreateBuilder<CaseMoment>();
        DateTimeOffset? transferredAt = null;
        foreach (var stored in events)
        {
            var happened = JsonSerializer.Deserialize(stored.Body, ComplaintJson.Default.ComplaintEvent)
                ?? throw new InvalidDataException($"Event {stored.Seq} of a complaint is null.");
            if (Kind(happened) is { } kind)
            {
                moments.Add(new CaseMoment(kind, happened.At, SideOf(happened, complaint))
                {
                    Grade = happened switch { Filed e => e.Grade, Graded e => e.Grade, _ => null },
                    Ahead = happened is Held or Graded && policies is not null ? await Ahead(complaint, policies) : null,
                });
            }

            transferredAt = happened is Transferred ? happened.At : transferredAt;
            complaint = complaint.After(happened);
        }

        var traits = complaint.Traits;
        return traits.Sealed || traits.Synthetic || traits.Imported ? null : new CaseFacts
        {
            Id = id,
            Facility = complaint.Owner.Facility,
            Region = complaint.Owner.Region,
            Unit = traits.Unit,
            Category = traits.Category,
            Payer = traits.Payer,
            CareClass = traits.CareClass,
            Emergency = traits.Emergency,
            ConveyedAt = complaint.ConveyedAt,
            TransferredAt = transferredAt,
            Moments = moments.ToImmutable(),
            Promises = policies is null
                ? []
                : Promises(complaint, (await policies.Rules(complaint.Policy, CancellationToken.None)).Timetable(complaint)),
        };
    }

    private static async ValueTask<Promise?> Ahead(Complaint before, IPolicyShelf policies)
    {
        var timetable = (await policies.Rules(before.Policy, CancellationToken.None)).Timetable(before);
        return timetable.NextDeadline is { } next
            && timetable.Clocks.FirstOrDefault(r => r.Rule.Id == next.Clock && r.Epoch == next.Epoch) is { } run
                ? new Promise(next.Clock, run.StartedAt, next.DueAt)
                : null;
    }

    private static ImmutableArray<Promise> Promises(Complaint complaint, Timetable timetable) =>
    [
        .. from run in timetable.Clocks
           where run is { DueAt: not null, Rule.Owner: ClockOwner.Facility, Rule.OnExpiry: Expiry.Breach }
           select new Promise(run.Rule.Id, run.StartedAt, run.DueAt!.Value, KeptAt(run, complaint)),
    ];

    /// <summary>The end of a case stops its clocks and keeps no promise.</summary>
    private static DateTimeOffset? KeptAt(ClockRun run, Complaint complaint) =>
        complaint.Moments.Any(m => m.At == run.StoppedAt && run.Rule.Stop.Contains(m.Milestone)) ? run.StoppedAt : null;

    private static MomentKind? Kind(ComplaintEvent happened) => happened switch
    {
        Filed => MomentKind.Registered,
        Graded => MomentKind.Graded,
        Assigned => MomentKind.Assigned,
        Contacted => MomentKind.Contacted,
        CompletionRequested => MomentKind.CompletionRequested,
        Held => MomentKind.Held,
        Resumed => MomentKind.Resumed,
        Acted => MomentKind.Acted,
        Answered => MomentKind.Answered,
        Replied => MomentKind.Replied,
        Closed => MomentKind.Closed,
        Archived => MomentKind.Archived,
        Withdrawn => MomentKind.Withdrawn,
        Merged => MomentKind.Merged,
        Referred => MomentKind.NotOurs,
        Reopened or Appealed => MomentKind.Reopened,
        _ => null,
    };

    /// <summary>Whose move it was: of what takes two people, of the one who asked.</summary>
    private static Side SideOf(ComplaintEvent happened, Complaint before)
    {
        var by = happened switch
        {
            Held held => held.AskedBy,
            Graded { AskedBy: { } asker } => asker,
            Closed { AskedBy: { } asker } => asker,
            _ => happened.By,
        };
        return by.Role switch
        {
            Roles.Citizen or Roles.Gateway => Side.Complainant,
            Roles.System => Side.Rule,
            Roles.Manager => Side.Facility,
            _ when by.Desk is not null && by.Desk == before.Owner.Facility => Side.Facility,
            _ => Side.Above,
        };
    }
}
