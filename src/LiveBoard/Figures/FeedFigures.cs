using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Figures;

/// <summary>
/// The figures of an audience, counted from its feed. Its cases, a few hundred bytes each, are kept while somebody asks, so
/// that the next asking reads only what is new. One at a time, as the board of the past is: a province's year, read for the
/// first time, holds a processor for seconds.
/// </summary>
public sealed class FeedFigures(IEventLog log, TimeProvider time, int mostKept = FeedFigures.MostKept) : IDisposable
{
    /// <summary>The most rows of a feed that are read.</summary>
    public const int MostRows = 2_000_000;

    /// <summary>The most cases that are kept between askings, of all audiences together.</summary>
    public const int MostKept = 200_000;

    /// <summary>How long the cases are kept that nobody asks for.</summary>
    public static readonly TimeSpan DropIdleAfter = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, AudienceCases> _kept = new(StringComparer.Ordinal);
    private ITimer? _look;

    /// <summary>How many cases are kept now.</summary>
    public int Kept => _kept.Values.Sum(one => one.Count);

    /// <summary>Counts.</summary>
    /// <exception cref="FeedTooLongException">There are more than <see cref="MostRows"/>.</exception>
    public async Task<FiguresView> Count(string audience, Period window, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // taken out while it is read: of one whose reading failed nothing is kept
            var cases = _kept.Remove(audience, out var known) ? known : new AudienceCases(audience);
            await cases.ReadOn(log, MostRows, cancellation);
            var view = FiguresView.Of(audience, window, cases.Held);
            Keep(cases);
            return view;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _look?.Dispose();
        _turn.Dispose();
    }

    private void Keep(AudienceCases cases)
    {
        cases.AskedAt = time.GetTimestamp();
        _kept.Add(cases.Audience, cases);
        foreach (var longest in _kept.Values.OrderBy(one => one.AskedAt).ToList())
        {
            if (Kept <= mostKept)
            {
                break;
            }

            _kept.Remove(longest.Audience);
        }

        _look ??= time.CreateTimer(_ => DropIdle(), null, DropIdleAfter, DropIdleAfter);
    }

    private void DropIdle()
    {
        if (!_turn.Wait(TimeSpan.Zero))
        {
            return; // somebody asks; the next look comes
        }

        try
        {
            foreach (var idle in _kept.Values.Where(one => time.GetElapsedTime(one.AskedAt) >= DropIdleAfter).ToList())
            {
                _kept.Remove(idle.Audience);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
