using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains;

/// <summary>What the stored history of a complaint comes to: the complaint, and the one due row that must stand beside it.</summary>
public static class ComplaintHistory
{
    /// <exception cref="InvalidDataException">An event is no fact at all.</exception>
    public static Complaint Fold(ImmutableArray<StoredEvent> events, long upTo = long.MaxValue)
    {
        var complaint = Complaint.None;
        foreach (var stored in events.TakeWhile(e => e.Seq <= upTo))
        {
            complaint = complaint.After(
                JsonSerializer.Deserialize(stored.Body, ComplaintJson.Default.ComplaintEvent)
                ?? throw new InvalidDataException($"Event {stored.Seq} of a complaint is null."));
        }

        return complaint;
    }

    /// <summary>The due row of a complaint; null when nothing is ahead of it.</summary>
    /// <param name="id">The complaint's id.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="timetable">Its timetable.</param>
    /// <param name="grades">The grades of its policy, most severe first.</param>
    public static DueRow? DueRow(string id, Complaint complaint, Timetable timetable, ImmutableArray<string> grades) =>
        timetable.WakeAt is { } nextAt
            ? new DueRow(Streams.Complaint(id), Book(complaint), nextAt) { Urgency = Urgency.Of(complaint.Grade, complaint.Traits.Programme, grades) }
            : null;

    /// <summary>Whose appointment book it stands in: a sealed case is in nobody's but the inspectorate's.</summary>
    public static string Book(Complaint complaint) =>
        complaint.Traits.Sealed ? Audience.Inspectorate : complaint.Owner.Facility;
}
