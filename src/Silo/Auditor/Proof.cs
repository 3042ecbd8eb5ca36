using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Auditor;

/// <summary>What a stream's row should hold, derived once more from the log and compared with what it holds.</summary>
/// <param name="Row">The row.</param>
/// <param name="Expected">The due row that follows from the log.</param>
/// <param name="Sealed">True if its complaint lives with the inspectorate alone.</param>
/// <param name="Verdict">How the two compare.</param>
internal sealed record Proof(StreamRow Row, DueRow? Expected, bool Sealed, Verdict Verdict)
{
    private const int Tries = 3;

    /// <summary>Proves the stream at a place; null if it is gone or changes faster than it can be read: the next round looks again.</summary>
    public static async ValueTask<Proof?> Of(
        long place, IStreamIndex index, IEventLog log, IPolicyShelf policies, CancellationToken cancellation)
    {
        Proof? last = null;
        for (var left = Tries; left > 0; left--)
        {
            if (await index.Row(place, cancellation) is not { } row)
            {
                return null;
            }

            var events = await log.Read(row.Stream, 0, cancellation);
            var seq = events is [.., var newest] ? newest.Seq : 0;
            if (seq == row.Seq)
            {
                return await Compare(row, events, policies, cancellation);
            }

            // an append between the two reads, or a head that was moved behind our back: those that stay the same are the latter
            var same = last?.Row == row;
            last = new Proof(row, null, Sealed: true, Verdict.HeadDiffers);
            if (same)
            {
                return last;
            }
        }

        return null;
    }

    private static async ValueTask<Proof> Compare(
        StreamRow row,
        System.Collections.Immutable.ImmutableArray<StoredEvent> events,
        IPolicyShelf policies,
        CancellationToken cancellation)
    {
        DueRow? expected = null;
        var hidden = false;
        if (Streams.ComplaintOf(row.Stream) is { } id && !events.IsEmpty)
        {
            var complaint = ComplaintHistory.Fold(events);
            ComplaintRules rules = await policies.Rules(complaint.Policy, cancellation);
            expected = ComplaintHistory.DueRow(id, complaint, rules.Timetable(complaint), rules.Pack.Grades);
            hidden = complaint.Traits.Sealed;
        }

        else if (Streams.FacilityOf(row.Stream) is not null
            && FacilityHistory.Fold(events) is { Policy: { } policy } facility)
        {
            var rules = (await policies.Rules(policy, cancellation)).OfFacilities;
            expected = FacilityHistory.DueRow(facility, rules.Timetable(facility));
        }

        // urgency is a hint for the order: rows that are older than it hold none, and nothing is wrong with them
        var verdict = row.Due == expected || row.Due?.WakesAs(expected) == true ? Verdict.Right
            : row.Due is null ? Verdict.Missing
            : expected is null ? Verdict.Unfounded
            : Verdict.Different;
        return new Proof(row, expected, hidden, verdict);
    }
}

/// <summary>How a stored due row compares with the derived one.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Right,

    /// <summary>There is none, and there should be.</summary>
    Missing,

    /// <summary>It stands at another instant, or in another facility's book.</summary>
    Different,

    /// <summary>There is one, and nothing is ahead.</summary>
    Unfounded,

    /// <summary>The row's seq is not that of the last event. Nothing here mends that: see <c>./run verify</c>.</summary>
    HeadDiffers,

    /// <summary>The history cannot be read or folded.</summary>
    Unreadable,
}
