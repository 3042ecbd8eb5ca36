namespace Monitoring.LiveBoard.Tailing;

/// <summary>Keeps nothing: every start folds from the first row.</summary>
internal sealed class NoCheckpoints : IBoardCheckpoints
{
    public ValueTask<ReadOnlyMemory<byte>?> Load(string audience, CancellationToken cancellation) => new((ReadOnlyMemory<byte>?)null);

    public ValueTask Save(string audience, ReadOnlyMemory<byte> fold, CancellationToken cancellation) => default;
}
