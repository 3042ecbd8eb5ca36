namespace Monitoring.LiveBoard.Live;

/// <summary>What a screen is told. The names are those on the wire.</summary>
public interface IBoardClient
{
    /// <summary>Items in order, each numbered one above the last of its audience.</summary>
    Task feed(FeedPage items);

    /// <summary>Sent every two seconds: a quiet night must not look dead.</summary>
    /// <param name="utc">The server's time.</param>
    /// <param name="heads">The last number of each joined audience.</param>
    /// <param name="build">See <see cref="Fold.BoardSetting.Build"/>.</param>
    /// <param name="inDoubt">
    /// True while the process that serves this screen doubts its clock: it decides no deadline, and <paramref name="utc"/> is the last
    /// time that it trusted, carried on.
    /// </param>
    Task beat(DateTimeOffset utc, IReadOnlyDictionary<string, long> heads, string build, bool inDoubt);
}
