using System.Collections.Frozen;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>
/// What a facility learns from its own feed. Sealed cases are not in it, so that nothing here moves because of one; and
/// complaints need not write into their facility's stream.
/// </summary>
internal static class WhatAFeedTells
{
    private static readonly FrozenSet<string> DoneByAnOfficer = FrozenSet.ToFrozenSet(
        ["verified", "graded", "assigned", "acknowledged", "contacted", "acted", "answered", "completionRequested", "resumed"],
        StringComparer.Ordinal);

    /// <summary>Takes the next item: counts what is open, and adds what it says of the facility itself.</summary>
    public static void Hear(FacilityDecisionBuilder decision, FeedItem item, WorkCalendar calendar)
    {
        var (id, before) = (decision.State.Id, decision.Open);
        if (!Count(decision, item))
        {
            return;
        }

        if (before == 0 && decision.Open > 0)
        {
            decision.Add(new CasesOpened(decision.Through, decision.Open) { At = item.At });
        }
        else if (before > 0 && decision.Open == 0)
        {
            decision.Add(new CasesEnded(decision.Through, decision.Open) { At = item.At });
        }

        if (item.Kind == "filed" && item.Facility == id && IsNewDay(decision.State.HeardAt, item.At, calendar))
        {
            decision.Add(new Heard(decision.Through, decision.Open) { At = item.At });
        }

        if (item.By is Roles.Manager or Roles.Operator && DoneByAnOfficer.Contains(item.Kind)
            && decision.Open > 0
            && IsNewDay(decision.State.OfficerSeenAt, item.At, calendar))
        {
            decision.Add(new OfficerSeen(decision.Through, decision.Open) { At = item.At });
        }
    }

    /// <summary>Moves the number of open cases; false where the item is none of a case that counts.</summary>
    public static bool Count(FacilityDecisionBuilder decision, FeedItem item)
    {
        var id = decision.State.Id;
        decision.Through = item.Seq;
        if (item is not { Complaint: not null, Standing: { } standing, Imported: false })
        {
            return false;
        }

        // a transfer stands in both feeds: one gives the case away, the other gets it
        var had = item.Was is not (null or Standing.Closed) && (item.FromFacility ?? item.Facility) == id;
        var has = standing != Standing.Closed && item.Facility == id;
        decision.Open = Math.Max(0, decision.Open + (has ? 1 : 0) - (had ? 1 : 0));
        return true;
    }

    private static bool IsNewDay(DateTimeOffset? last, DateTimeOffset at, WorkCalendar calendar) =>
        last is not { } before || calendar.DayOf(before) < calendar.DayOf(at);
}
