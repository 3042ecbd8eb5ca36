using System.Collections.Immutable;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>
/// The last lines of a feed, shared by everybody who follows it. A reader who is further behind reads the log. Lines go
/// after seconds, so that an audience costs what happens in it now and not what ever did.
/// </summary>
internal sealed class RecentLines
{
    /// <summary>A second of the worst herd; at about 1 KB a line, 1 MB for a busy audience.</summary>
    public const int Kept = 1_024;

    /// <summary>How long a line is kept at least, and half of how long at most; a socket has five seconds for a page.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private readonly FeedLine?[] _ring = new FeedLine?[Kept];
    private long _first = 1;
    private long _last;
    private long _marked;

    /// <summary>Says where the feed stands, with nothing kept yet.</summary>
    public void StartAfter(long seq) => (_first, _last) = (seq + 1, seq);

    public void Add(FeedLine line)
    {
        _ring[line.Seq % Kept] = line;
        _last = line.Seq;
        _first = Math.Max(_first, _last - Kept + 1);
    }

    /// <summary>Forgets what was there when this was last called. To be called every <see cref="KeptFor"/>.</summary>
    public void ForgetOld()
    {
        for (; _first <= _marked; _first++)
        {
            _ring[_first % Kept] = null;
        }

        _marked = _last;
    }

    /// <summary>What follows a cursor, as much as fits a page; null if some of it is no longer here.</summary>
    public ImmutableArray<FeedLine>? After(long cursor)
    {
        if (cursor >= _last)
        {
            return [];
        }

        if (cursor + 1 < _first)
        {
            return null;
        }

        var page = new PageBuilder();
        for (long seq = cursor + 1; seq <= _last && page.TryAdd(_ring[seq % Kept]!); seq++)
        {
        }

        return page.ToPage();
    }
}
