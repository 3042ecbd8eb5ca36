using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains;

/// <summary>The answers a complaint can give, and the keys under which a request is known again.</summary>
internal static class Outcomes
{
    public static Outcome TryAgain { get; } = new(OutcomeKind.TryAgain, null, null, null);

    public static Outcome Refused(Refusal refusal) => new(OutcomeKind.Refused, refusal, null, null);

    public static Outcome Done(string id, Complaint complaint, Timetable timetable) => new(
        OutcomeKind.Done,
        null,
        new Receipt(
            id,
            complaint.Version,
            complaint.Status,
            WhatAudiencesSee.Standing(complaint, timetable),
            Looks.Clocks(complaint, timetable)),
        null);

    /// <summary>What an earlier request under one of the command's keys means: its answer again, or another request's key.</summary>
    public static Outcome Earlier(StoredKey existing, ComplaintCommand command)
    {
        var asked = command is FileComplaint { Message: { } message } && message.Client == existing.Key.Client
            ? message
            : command.Key;
        return asked?.Fingerprint == existing.Key.Fingerprint
            ? new Outcome(
                OutcomeKind.Repeated,
                null,
                null,
                new EarlierRequest(Streams.ComplaintOf(existing.Stream) ?? "", existing.Seq))
            : new Outcome(OutcomeKind.KeyReused, null, null, null);
    }

    public static ImmutableArray<RequestKey> Keys(ComplaintCommand command)
    {
        var filing = command as FileComplaint;
        return [.. new[] { command.Key, filing?.Message, filing?.Tracking }.OfType<RequestKey>()];
    }
}
