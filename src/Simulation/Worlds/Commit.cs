using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Simulation.Worlds;

/// <summary>An append to a complaint's stream that has just become durable.</summary>
internal sealed record Commit(Case Case, Append Append, ImmutableArray<Happening> Happenings);

/// <summary>One event of it, with the state and the timetable before and after it, as they follow from what is durable.</summary>
internal sealed record Happening(
    long Seq,
    NewEvent Written,
    ComplaintEvent Event,
    FeedItem? Item,
    Complaint Before,
    Timetable TimetableBefore,
    Complaint After,
    Timetable Timetable);
