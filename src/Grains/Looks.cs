using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Ledgers;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains;

/// <summary>The state of a complaint in the form in which it is shown.</summary>
internal static class Looks
{
    public static ComplaintLook Of(
        string id, Complaint complaint, Timetable timetable, ImmutableArray<StoredEvent> events) => new()
        {
            Complaint = id,
            Version = complaint.Version,
            Status = complaint.Status,
            Standing = WhatAudiencesSee.Standing(complaint, timetable),
            Owner = complaint.Owner,
            Traits = complaint.Traits,
            Grade = complaint.Grade,
            FiledAt = complaint.FiledAt,
            ConveyedAt = complaint.ConveyedAt,
            Policy = complaint.Policy,
            Clocks = Clocks(complaint, timetable),
            Timetable = [.. timetable.Steps.Select(Step)],
            Events = [.. events.Select(e => new EventLook(e.Seq, e.Body))],
            AcknowledgedAt = complaint.AcknowledgedAt,
            AcknowledgedBy = complaint.AcknowledgedBy,
            Sealed = complaint.Traits.Sealed,
            Hold = complaint.RunningPause is { } pause ? new HoldLook(pause.FromAt, pause.Reason, pause.ApprovedBy) : null,
            Requests = [.. complaint.Requests.Select(r => new RequestLook(r.What, r.Reason, r.Grade, r.Clock, r.By, r.At))],
            MergedInto = complaint.MergedInto,
            UnderAppeal = complaint.UnderAppeal,
            TakenBy = complaint.TakenBy,
        };

    /// <param name="complaint">The complaint.</param>
    /// <param name="timetable">The clocks.</param>
    /// <param name="ledgers">Their ledgers in the same order, or none.</param>
    public static ImmutableArray<ClockLook> Clocks(Complaint complaint, Timetable timetable, ImmutableArray<Ledger> ledgers = default)
    {
        var looks = ImmutableArray.CreateBuilder<ClockLook>(timetable.Clocks.Length);
        for (var i = 0; i < timetable.Clocks.Length; i++)
        {
            var run = timetable.Clocks[i];
            if (run is { Limit.IsGiven: true, DueAt: null })
            {
                continue; // where no outside body set a deadline, and no owner promised one, there is nothing to show
            }

            looks.Add(new ClockLook(
                run.Rule.Id,
                run.Rule.Label.Id,
                run.Rule.Label.En,
                run.Epoch,
                run.StartedAt,
                run.DueAt,
                run.StoppedAt,
                run.Breach?.DueAt)
            {
                PausedAt = run.PausedAt,
                Owner = run.Rule.Owner == ClockOwner.Province ? "province" : null,
                Ledger = ledgers.IsDefault ? null : ledgers[i],
                Ended = run.EndedWith(complaint),
            });
        }

        return looks.ToImmutable();
    }

    private static StepLook Step(Step step) =>
        new(step.Clock, step.Epoch, step.Name, step.Kind.ToString().ToLowerInvariant(), step.DueAt, step.Rungs);
}
