using System.Collections.Immutable;

namespace Monitoring.Silo.Moving;

/// <summary>Gathers feed rows that follow each other into lines.</summary>
internal sealed class FeedPart(int most)
{
    private readonly ImmutableArray<ImmutableArray<long>>.Builder _rows = ImmutableArray.CreateBuilder<ImmutableArray<long>>();
    private string _audience = "";
    private long _first;

    /// <returns>The line before this row, when the row begins another.</returns>
    public MovedLine? Add(string audience, long number, long stream, long seq)
    {
        var full = audience != _audience || _rows.Count == most || number != _first + _rows.Count ? Take() : null;
        if (_rows.Count == 0)
        {
            (_audience, _first) = (audience, number);
        }

        _rows.Add([stream, seq]);
        return full;
    }

    /// <returns>What was gathered; null if that is nothing.</returns>
    public MovedLine? Take() => _rows.Count == 0
        ? null
        : new MovedLine { Feed = new MovedFeed(_audience, _first, _rows.DrainToImmutable()) };
}
