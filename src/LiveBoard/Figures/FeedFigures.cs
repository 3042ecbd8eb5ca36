using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Figures;

/// <summary>
/// The figures of an audience, counted from its feed anew for each asking. One at a time, as the board of the past is: a
/// province's year holds a processor for seconds.
/// </summary>
public sealed class FeedFigures(IEventLog log) : IDisposable
{
    /// <summary>The most rows that one asking reads.</summary>
    public const int MostRows = 2_000_000;

    private const int RowsAtOnce = 1_000;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Counts.</summary>
    /// <exception cref="FeedTooLongException">There are more than <see cref="MostRows"/>.</exception>
    public async Task<FiguresView> Count(string audience, Period window, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return FiguresView.Of(audience, window, await Read(audience, cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<CaseFacts[]> Read(string audience, CancellationToken cancellation)
    {
        var scope = Scope.Of(audience);
        var cases = new FeedCases();
        for (var seq = 0L; seq < MostRows;)
        {
            ImmutableArray<FeedRow> rows = await log.ReadFeed(audience, seq, RowsAtOnce, cancellation);
            foreach (FeedRow row in rows)
            {
                cases.Apply(FeedLine.Of(row).Item);
                seq = row.Seq;
            }

            if (rows.Length < RowsAtOnce)
            {
                // what was transferred away stands in the feed of the side that gave it, and counts with its new owner
                return [.. cases.All.Where(facts => scope.Holds(facts.Facility, facts.Region))];
            }
        }

        throw new FeedTooLongException(audience, MostRows);
    }
}
