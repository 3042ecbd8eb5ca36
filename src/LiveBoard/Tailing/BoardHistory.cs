using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>
/// The board as it stood: the fold of the feed up to an instant, made anew for each asking. One at a time, because a
/// province's year holds a processor for seconds and a quarter of a gigabyte.
/// </summary>
public sealed class BoardHistory(IEventLog log) : IDisposable
{
    /// <summary>The most rows that one asking folds.</summary>
    public const int MostRows = 5_000_000;

    private const int RowsAtOnce = 1_000;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Folds the items up to the first that was not yet known at <paramref name="instant"/>. A breach was known when it
    /// was noticed, not at its deadline: this is what the screen showed.
    /// </summary>
    /// <exception cref="FeedTooLongException">There are more than <see cref="MostRows"/>.</exception>
    public async Task<Board> At(string audience, DateTimeOffset instant, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Fold(audience, instant, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Board> Fold(string audience, DateTimeOffset instant, CancellationToken cancellation)
    {
        var board = new Board(audience);
        while (board.Seq < MostRows)
        {
            ImmutableArray<FeedRow> rows = await log.ReadFeed(audience, board.Seq, RowsAtOnce, cancellation);
            foreach (FeedRow row in rows)
            {
                FeedLine line = FeedLine.Of(row);
                if ((line.Item.DecidedAt ?? line.Item.At) > instant)
                {
                    return board;
                }

                board.Apply(line.Item);
            }

            if (rows.Length < RowsAtOnce)
            {
                return board;
            }
        }

        throw new FeedTooLongException(audience);
    }
}
