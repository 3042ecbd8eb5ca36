using Monitoring.Grains.Feed;

namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>One complaint, read off a feed item by item. What it holds is written down by <see cref="PackedCases"/>.</summary>
internal sealed class FeedCase(DateTimeOffset filedAt)
{
    public DateTimeOffset FiledAt => filedAt;

    public List<CaseMoment> Moments { get; } = [];

    public List<Promise> Promises { get; } = [];

    /// <summary>Where the last item left it; null before the first.</summary>
    public CaseStanding? Last { get; set; }

    public DateTimeOffset? TransferredAt { get; set; }

    /// <summary>The earliest deadline ahead.</summary>
    public Promise? Ahead { get; set; }

    public CaseFacts Facts(string id) => new()
    {
        Id = id,
        Facility = Last!.Facility,
        Region = Last.Region,
        Category = Last.Category,
        Payer = Last.Payer,
        CareClass = Last.CareClass,
        ConveyedAt = filedAt,
        TransferredAt = TransferredAt,
        Moments = [.. Moments],
        Promises = Ahead is null ? [.. Promises] : [.. Promises, Ahead],
    };

    public void Apply(FeedItem item)
    {
        var at = item.DecidedAt ?? item.At;
        if (item.Kind == "breached")
        {
            Break(item);
        }

        KeepWhatIsNoLongerOverdue(item, at);
        LookAhead(item, at);
        if (Kind(item) is { } kind)
        {
            Moments.Add(new CaseMoment(kind, at, KindsOfItems.SideOf(item.By))
            {
                Grade = item.Grade is not null && item.Grade != Last?.Grade ? item.Grade : null,
                Ahead = Last?.Next,
            });
        }

        TransferredAt = item.Kind == "transferred" ? at : TransferredAt;
        Last = new CaseStanding(
            item.Facility, item.Region, item.Category, item.Payer, item.CareClass, item.Grade, item.Standing, NextOf(item));
    }

    private void Break(FeedItem item)
    {
        if (item is not { Clock: { } clock, DueAt: { } dueAt })
        {
            return;
        }

        Promises.Add(new Promise(clock, filedAt, dueAt));
        Ahead = Ahead?.Clock == clock ? null : Ahead;
    }

    /// <summary>What was overdue and is so no longer has been done, unless the case just ended.</summary>
    private void KeepWhatIsNoLongerOverdue(FeedItem item, DateTimeOffset at)
    {
        if (item.Standing == Standing.Closed)
        {
            return;
        }

        for (var i = 0; i < Promises.Count; i++)
        {
            var promise = Promises[i];
            if (promise.KeptAt is null && promise.DueAt < at && !(item.OverdueSince <= promise.DueAt))
            {
                Promises[i] = promise with { KeptAt = at };
            }
        }
    }

    /// <summary>
    /// The earliest deadline ahead has changed. Of the same clock, or with a new grade: it was moved. To an earlier one: it
    /// waits behind it. To a later one, or to none: it was kept, if the case goes on.
    /// </summary>
    private void LookAhead(FeedItem item, DateTimeOffset at)
    {
        var next = NextOf(item);
        if (item.Standing == Standing.Closed)
        {
            Settle(null);
            return;
        }

        var isMoved = next?.Clock == Ahead?.Clock || item.Kind is "graded" or "held" or "resumed";
        var isBehind = next is not null && next.DueAt <= Ahead?.DueAt;
        if (!isMoved && !isBehind && at <= Ahead?.DueAt)
        {
            Settle(at);
        }

        Ahead = next;
    }

    private void Settle(DateTimeOffset? keptAt)
    {
        if (Ahead is not null)
        {
            Promises.Add(Ahead with { KeptAt = keptAt });
        }

        Ahead = null;
    }

    /// <summary>What happened; whatever its name, where the complaint stands says whether it ended or began again.</summary>
    private MomentKind? Kind(FeedItem item) => (Last?.Standing, item.Standing) switch
    {
        (not Standing.Closed, Standing.Closed) => KindsOfItems.Of(item.Kind) is { } kind && KindsOfItems.IsEnd(kind) ? kind : MomentKind.Archived,
        (Standing.Closed, not Standing.Closed) => MomentKind.Reopened,
        _ => KindsOfItems.Of(item.Kind),
    };

    private Promise? NextOf(FeedItem item) =>
        item is { NextClock: { } clock, NextDueAt: { } dueAt } ? new Promise(clock, filedAt, dueAt) : null;
}

/// <summary>Where an item of its feed left a complaint.</summary>
internal sealed record CaseStanding(
    string Facility,
    string Region,
    string? Category,
    string? Payer,
    string? CareClass,
    string? Grade,
    Standing? Standing,
    Promise? Next);
