using System.Collections.Immutable;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;

namespace Monitoring.Grains.Rules;

/// <summary>Who may see an event of a complaint, and what of it.</summary>
public static class WhatAudiencesSee
{
    /// <summary>
    /// The feeds an event enters. A whistleblower's case, or one against a facility's head, enters the inspectorate's
    /// alone: no number of another feed moves because of it.
    /// </summary>
    public static ImmutableArray<string> Audiences(Decided decided)
    {
        if (decided.After.Traits.Synthetic)
        {
            return [Audience.Watchdog];
        }

        if (decided.After.Traits.Sealed)
        {
            return [Audience.Inspectorate];
        }

        var (owner, before) = (decided.After.Owner, decided.Before.Owner);
        var audiences = ImmutableArray.CreateBuilder<string>(5);
        audiences.Add(Audience.Province);
        audiences.Add(Audience.Region(owner.Region));
        audiences.Add(Audience.Facility(owner.Facility));
        if (decided.Event is Transferred)
        {
            audiences.Add(Audience.Facility(before.Facility));
            if (before.Region != owner.Region)
            {
                audiences.Add(Audience.Region(before.Region));
            }
        }

        return audiences.ToImmutable();
    }

    /// <summary>The masked item: codes and instants only.</summary>
    public static FeedItem Item(string complaint, Decided decided)
    {
        var (c, timetable, happened) = (decided.After, decided.Timetable, decided.Event);
        var (overdue, next) = (timetable.Overdue, timetable.NextDeadline);
        var rungs = Rungs(happened);
        var standing = Standing(c, timetable);
        return new FeedItem
        {
            At = happened.At,
            Kind = happened.Kind,
            Complaint = complaint,
            Version = c.Version,
            Facility = c.Owner.Facility,
            Region = c.Owner.Region,
            FromFacility = happened is Transferred t ? t.From.Facility : null,
            Clock = Clock(happened),
            Rungs = rungs,
            Rung = rungs is { IsEmpty: false } told ? told[^1] : null,
            Grade = c.Grade,
            Category = c.Traits.Category,
            Class = c.Traits.Class,
            Channel = c.Traits.Channel,
            Payer = c.Traits.Payer,
            CareClass = c.Traits.CareClass,
            Programme = c.Traits.Programme,
            FiledAt = c.FiledAt,
            DueAt = Deadline(happened),
            DecidedAt = NoticedAt(happened),
            LateBecause = NoticedLateBecause(happened),
            By = happened.By.Role,
            PromisedAt = happened is Acknowledged a ? a.PromisedAt : null,
            Reason = Reason(happened),
            Standing = standing,
            Was = decided.Before.Version == 0 ? null : Standing(decided.Before, decided.TimetableBefore),
            OverdueSince = overdue?.DueAt,
            OverdueClock = overdue?.Rule.Id,
            AcknowledgedAt = standing == Feed.Standing.Handled ? c.AcknowledgedAt : null,
            AcknowledgedBy = standing == Feed.Standing.Handled ? c.AcknowledgedBy : null,
            NextDueAt = c.IsOpen ? next?.DueAt : null,
            NextClock = c.IsOpen ? next?.Clock : null,
            Imported = c.Traits.Imported,
        };
    }

    /// <summary>Where a complaint stands for the board.</summary>
    public static Standing Standing(Complaint c, Timetable timetable)
    {
        if (!c.IsOpen)
        {
            return Feed.Standing.Closed;
        }

        if (timetable.Overdue is null)
        {
            return Feed.Standing.Open;
        }

        return timetable.Unacknowledged ? Feed.Standing.Overdue : Feed.Standing.Handled;
    }

    private static ImmutableArray<string>? Rungs(ComplaintEvent happened) => happened switch
    {
        Breached e => Told(e.Telling, e.Rungs),
        Escalated e => Told(e.Telling, e.Rungs),
        _ => null,
    };

    /// <summary>The rungs that were told; of an event from before tellings were kept, those that the ladder asked for.</summary>
    private static ImmutableArray<string> Told(Telling? telling, ImmutableArray<string> asked) =>
        telling is null ? asked : [.. telling.Told.Select(told => told.Rung)];

    private static string? Clock(ComplaintEvent happened) => happened switch
    {
        Breached e => e.Clock,
        Escalated e => e.Clock,
        Extended e => e.Clock,
        Asked e => e.Clock,
        _ => null,
    };

    private static DateTimeOffset? Deadline(ComplaintEvent happened) => happened switch
    {
        Breached e => e.DueAt,
        Escalated e => e.DueAt,
        _ => null,
    };

    private static DateTimeOffset? NoticedAt(ComplaintEvent happened) => happened switch
    {
        Breached e => e.DecidedAt,
        Escalated e => e.DecidedAt,
        _ => null,
    };

    private static string? NoticedLateBecause(ComplaintEvent happened) => happened switch
    {
        Breached e => e.LateBecause,
        Escalated e => e.LateBecause,
        _ => null,
    };

    private static string? Reason(ComplaintEvent happened) => happened switch
    {
        Closed e => e.Reason,
        Withdrawn e => e.Reason,
        Reopened e => e.Reason,
        Asked e => e.Reason,
        Declined e => e.Reason,
        Held e => e.Reason,
        Extended e => e.Reason,
        Appealed e => e.Reason,
        Merged e => e.Reason,
        Archived e => e.Reason,
        Referred e => e.Reason,
        Graded e => e.Reason,
        _ => null,
    };
}
