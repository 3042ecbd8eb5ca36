using System.Collections.Concurrent;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>Keeps folds for as long as the process lives: for tests and simulations.</summary>
public sealed class MemoryCheckpoints : IBoardCheckpoints
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _folds = new(StringComparer.Ordinal);

    public ValueTask<ReadOnlyMemory<byte>?> Load(string audience, CancellationToken cancellation) =>
        // the cast matters: a bare null would become an empty memory
        new(_folds.TryGetValue(audience, out ReadOnlyMemory<byte> fold) ? fold : (ReadOnlyMemory<byte>?)null);

    public ValueTask Save(string audience, ReadOnlyMemory<byte> fold, CancellationToken cancellation)
    {
        _folds[audience] = fold;
        return default;
    }
}
