using Monitoring.Grains.Feed;

namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>
/// Reads cases off an audience's feed, so that its figures count what it may see and nothing else.
/// </summary>
/// <remarks>
/// A feed tells every deadline that passed, and of those ahead always the earliest. A promise that was never the earliest
/// and was kept is therefore not seen; it cannot have been missed, so that no case looks better than it was for it. When a
/// complaint was conveyed is not in a feed: it counts from its registration.
/// </remarks>
public sealed class FeedCases
{
    private readonly Dictionary<string, FeedCase> _cases = new(StringComparer.Ordinal);

    /// <summary>How many complaints were seen.</summary>
    public int Count => _cases.Count;

    /// <summary>Every complaint as the feed left it.</summary>
    public IEnumerable<CaseFacts> All => _cases.Values.Select(one => one.Facts);

    /// <summary>Takes the next item of the feed.</summary>
    public void Apply(FeedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item is not { Complaint: { } id, Standing: not null })
        {
            return;
        }

        if (!_cases.TryGetValue(id, out var known))
        {
            _cases.Add(id, known = new FeedCase(id, item.FiledAt ?? item.At));
        }

        known.Apply(item);
    }

    /// <summary>One complaint, item by item.</summary>
    private sealed class FeedCase(string id, DateTimeOffset filedAt)
    {
        private readonly List<CaseMoment> _moments = [];
        private readonly List<Promise> _promises = [];
        private FeedItem? _last;
        private DateTimeOffset? _transferredAt;
        private Promise? _ahead;

        public CaseFacts Facts => new()
        {
            Id = id,
            Facility = _last!.Facility,
            Region = _last.Region,
            Category = _last.Category,
            Payer = _last.Payer,
            CareClass = _last.CareClass,
            ConveyedAt = filedAt,
            TransferredAt = _transferredAt,
            Moments = [.. _moments],
            Promises = _ahead is null ? [.. _promises] : [.. _promises, _ahead],
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
                _moments.Add(new CaseMoment(kind, at, SideOf(item.By))
                {
                    Grade = item.Grade is not null && item.Grade != _last?.Grade ? item.Grade : null,
                    Ahead = NextOf(_last),
                });
            }

            _transferredAt = item.Kind == "transferred" ? at : _transferredAt;
            _last = item;
        }

        private void Break(FeedItem item)
        {
            if (item is not { Clock: { } clock, DueAt: { } dueAt })
            {
                return;
            }

            _promises.Add(new Promise(clock, filedAt, dueAt));
            _ahead = _ahead?.Clock == clock ? null : _ahead;
        }

        /// <summary>What was overdue and is so no longer has been done, unless the case just ended.</summary>
        private void KeepWhatIsNoLongerOverdue(FeedItem item, DateTimeOffset at)
        {
            if (item.Standing == Standing.Closed)
            {
                return;
            }

            for (var i = 0; i < _promises.Count; i++)
            {
                var promise = _promises[i];
                if (promise.KeptAt is null && promise.DueAt < at && !(item.OverdueSince <= promise.DueAt))
                {
                    _promises[i] = promise with { KeptAt = at };
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

            var isMoved = next?.Clock == _ahead?.Clock || item.Kind is "graded" or "held" or "resumed";
            var isBehind = next is not null && next.DueAt <= _ahead?.DueAt;
            if (!isMoved && !isBehind && at <= _ahead?.DueAt)
            {
                Settle(at);
            }

            _ahead = next;
        }

        private void Settle(DateTimeOffset? keptAt)
        {
            if (_ahead is not null)
            {
                _promises.Add(_ahead with { KeptAt = keptAt });
            }

            _ahead = null;
        }

        /// <summary>What happened; whatever its name, where the complaint stands says whether it ended or began again.</summary>
        private MomentKind? Kind(FeedItem item) => (_last?.Standing, item.Standing) switch
        {
            (not Standing.Closed, Standing.Closed) => KindOf(item.Kind) is { } kind && IsEnd(kind) ? kind : MomentKind.Archived,
            (Standing.Closed, not Standing.Closed) => MomentKind.Reopened,
            _ => KindOf(item.Kind),
        };

        private Promise? NextOf(FeedItem? item) =>
            item is { NextClock: { } clock, NextDueAt: { } dueAt } ? new Promise(clock, filedAt, dueAt) : null;
    }

    private static bool IsEnd(MomentKind kind) => new CaseMoment(kind, default).Ends;

    private static MomentKind? KindOf(string kind) => kind switch
    {
        "filed" => MomentKind.Registered,
        "graded" => MomentKind.Graded,
        "assigned" => MomentKind.Assigned,
        "contacted" => MomentKind.Contacted,
        "completionRequested" => MomentKind.CompletionRequested,
        "held" => MomentKind.Held,
        "resumed" => MomentKind.Resumed,
        "acted" => MomentKind.Acted,
        "answered" => MomentKind.Answered,
        "replied" => MomentKind.Replied,
        "closed" => MomentKind.Closed,
        "archived" => MomentKind.Archived,
        "merged" => MomentKind.Merged,
        "withdrawn" => MomentKind.Withdrawn,
        "reopened" => MomentKind.Reopened,
        _ => null,
    };

    private static Side SideOf(string? role) => role switch
    {
        "citizen" or "gateway" => Side.Complainant,
        "system" => Side.Rule,
        "manager" => Side.Facility,
        _ => Side.Above,
    };
}
