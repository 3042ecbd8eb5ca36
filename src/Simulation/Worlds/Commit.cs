using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Simulation.Worlds;

/// <summary>An append to a complaint's stream that has just become durable.</summary>
/// <param name="Case">The complaint.</param>
/// <param name="Append">What was written.</param>
/// <param name="Happenings">Its events.</param>
/// <param name="By">Who wrote it.</param>
internal sealed record Commit(Case Case, Append Append, ImmutableArray<Happening> Happenings, Writer? By);

/// <summary>Who asked for an append, and when in true time.</summary>
internal sealed record Writer(Process Process, DateTimeOffset AskedAt);

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
