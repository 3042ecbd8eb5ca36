using System.Collections.Immutable;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>
/// Gathers what goes out in one frame: at most 256 lines and 1 MB. One page is also all that is ever on its way to a
/// connection, so this is the bound of its memory.
/// </summary>
internal sealed class PageBuilder
{
    public const int MostLines = 256;
    public const int MostBytes = 1 << 20;

    private readonly ImmutableArray<FeedLine>.Builder _lines = ImmutableArray.CreateBuilder<FeedLine>();
    private long _bytes;

    /// <summary>False if the line must wait for the next page. The first always fits: it could never go otherwise.</summary>
    public bool TryAdd(FeedLine line)
    {
        if (_lines.Count == MostLines || (_lines.Count > 0 && _bytes + line.Json.Length > MostBytes))
        {
            return false;
        }

        _lines.Add(line);
        _bytes += line.Json.Length;
        return true;
    }

    public ImmutableArray<FeedLine> ToPage() => _lines.ToImmutable();
}
