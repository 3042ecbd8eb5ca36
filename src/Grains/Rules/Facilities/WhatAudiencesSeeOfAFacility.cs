using System.Collections.Immutable;
using Monitoring.Grains.Feed;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>Who may see an event of a facility, and what of it.</summary>
public static class WhatAudiencesSeeOfAFacility
{
    /// <summary>
    /// Province, region and the facility itself. What the facility learned from its feed, and its daily look, are in it
    /// already or are nothing to see; the counters come with what is.
    /// </summary>
    public static ImmutableArray<string> Audiences(FacilityDecided decided) => decided.Event is MonthBegan or (Learned and not OfficerSeen { By: not null })
        ? []
        : [Audience.Province, Audience.Region(decided.After.Region), Audience.Facility(decided.After.Id)];

    /// <summary>The masked item: codes and instants only.</summary>
    public static FeedItem Item(FacilityDecided decided)
    {
        var (facility, timetable, happened) = (decided.After, decided.Timetable, decided.Event);
        var fired = happened switch
        {
            FacilityBreached e => new Fired(e.Clock, e.Rungs, e.DueAt, e.DecidedAt, e.LateBecause),
            FacilityEscalated e => new Fired(e.Clock, e.Rungs, e.DueAt, e.DecidedAt, e.LateBecause),
            AlarmRaised e => new Fired(null, e.Rungs, null, e.DecidedAt),
            AlarmEnded e => new Fired(null, null, null, e.DecidedAt),
            _ => default,
        };
        return new FeedItem
        {
            At = happened.At,
            Kind = happened.Kind,
            Version = facility.Version,
            Facility = facility.Id,
            Region = facility.Region,
            Clock = fired.Clock,
            Rungs = fired.Rungs,
            Rung = fired.Rungs is { IsEmpty: false } told ? told[^1] : null,
            DueAt = fired.DueAt,
            DecidedAt = fired.DecidedAt,
            LateBecause = fired.LateBecause,
            By = happened.By?.Role ?? Complaints.Roles.System,
            Alarm = Alarm(happened),
            Subject = Subject(happened),
            Cases = happened is AlarmRaised { Cases.IsEmpty: false } raised ? raised.Cases : null,
            Card = happened is Registered registered ? registered.Card : null,
            Own = happened is Registered ? null : new OwnStanding(timetable.Overdue, facility.Alarms.Length),
            NextDueAt = timetable.NextDeadline?.DueAt,
            NextClock = timetable.NextDeadline?.Clock,
        };
    }

    private readonly record struct Fired(
        string? Clock, ImmutableArray<string>? Rungs, DateTimeOffset? DueAt, DateTimeOffset? DecidedAt, string? LateBecause = null);

    private static string? Alarm(FacilityEvent happened) => happened switch
    {
        AlarmRaised e => e.Alarm,
        AlarmEnded e => e.Alarm,
        _ => null,
    };

    private static string? Subject(FacilityEvent happened) => happened switch
    {
        AlarmRaised { Subject.Length: > 0 } e => e.Subject,
        AlarmEnded { Subject.Length: > 0 } e => e.Subject,
        MonthBegan e => e.Month,
        SelfReported e => e.Month,
        Promised e => e.Promise,
        PromiseKept e => e.Promise,
        IncidentKnown e => e.Incident,
        Notified e => e.Incident,
        _ => null,
    };
}
