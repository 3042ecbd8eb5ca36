using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Facilities;

namespace Monitoring.Grains;

/// <summary>What the stored history of a facility comes to, and how its events are stored.</summary>
public static class FacilityHistory
{
    /// <exception cref="InvalidDataException">An event is no fact at all.</exception>
    public static Facility Fold(ImmutableArray<StoredEvent> events, long upTo = long.MaxValue)
    {
        var facility = Facility.None;
        foreach (var stored in events.TakeWhile(e => e.Seq <= upTo))
        {
            facility = facility.After(
                JsonSerializer.Deserialize(stored.Body, FacilityJson.Default.FacilityEvent)
                ?? throw new InvalidDataException($"Event {stored.Seq} of a facility is null."));
        }

        return facility;
    }

    /// <summary>
    /// Its due row, which stands in its own book; null when nothing is ahead of it. No complaint waits for it, and a look over the
    /// facility's cases takes its time: every overdue complaint goes first.
    /// </summary>
    public static DueRow? DueRow(Facility facility, FacilityTimetable timetable) =>
        timetable.WakeAt is { } nextAt ? new DueRow(Streams.Facility(facility.Id), facility.Id, nextAt) : null;

    /// <summary>An event as it is written, with what its audiences see of it.</summary>
    internal static NewEvent Written(FacilityDecided decided)
    {
        var audiences = WhatAudiencesSeeOfAFacility.Audiences(decided);
        return new NewEvent(
            decided.Event.At,
            decided.Event.Kind,
            JsonSerializer.Serialize(decided.Event, FacilityJson.Default.FacilityEvent),
            audiences.IsEmpty
                ? null
                : JsonSerializer.Serialize(WhatAudiencesSeeOfAFacility.Item(decided), FeedJson.Default.FeedItem),
            audiences);
    }
}
