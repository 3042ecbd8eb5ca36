using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Statistics.Cases;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Figures;

/// <summary>The cases of one audience as far as its feed was read. Used by one caller at a time.</summary>
internal sealed class AudienceCases(string audience)
{
    private const int RowsAtOnce = 1_000;

    private readonly Scope _scope = Scope.Of(audience);
    private readonly FeedCases _cases = new();
    private long _seq;

    public string Audience => audience;

    /// <summary>How many it holds.</summary>
    public int Count => _cases.Count;

    /// <summary>For <see cref="TimeProvider.GetElapsedTime(long)"/>.</summary>
    public long AskedAt { get; set; }

    /// <summary>What was transferred away stands in the feed of the side that gave it, and counts with its new owner.</summary>
    public IEnumerable<CaseFacts> Held => _cases.All.Where(facts => _scope.Holds(facts.Facility, facts.Region));

    /// <summary>Reads what the feed has more, to its end.</summary>
    /// <exception cref="FeedTooLongException">There is more than is ever read.</exception>
    public async Task ReadOn(IEventLog log, int mostRows, CancellationToken cancellation)
    {
        while (_seq < mostRows)
        {
            ImmutableArray<FeedRow> rows = await log.ReadFeed(audience, _seq, RowsAtOnce, cancellation);
            foreach (FeedRow row in rows)
            {
                _cases.Apply(FeedLine.Of(row).Item);
                _seq = row.Seq;
            }

            if (rows.Length < RowsAtOnce)
            {
                return;
            }
        }

        throw new FeedTooLongException(audience, mostRows);
    }
}
