using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
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
            Clocks = Clocks(timetable),
            Timetable = [.. timetable.Steps.Select(Step)],
            Events = [.. events.Select(e => new EventLook(e.Seq, e.Body))],
            AcknowledgedAt = complaint.AcknowledgedAt,
            AcknowledgedBy = complaint.AcknowledgedBy,
            Sealed = complaint.Traits.Sealed,
        };

    public static ImmutableArray<ClockLook> Clocks(Timetable timetable) =>
    [
        // where no outside body set a deadline there is no such promise to show
        .. timetable.Clocks.Where(run => run is not { Limit: Limit.External, DueAt: null }).Select(run => new ClockLook(
            run.Rule.Id,
            run.Rule.Label.Id,
            run.Rule.Label.En,
            run.Epoch,
            run.StartedAt,
            run.DueAt,
            run.StoppedAt,
            run.Breach?.DueAt)),
    ];

    private static StepLook Step(Step step) =>
        new(step.Clock, step.Epoch, step.Name, step.Kind.ToString().ToLowerInvariant(), step.DueAt, step.Rungs);
}
