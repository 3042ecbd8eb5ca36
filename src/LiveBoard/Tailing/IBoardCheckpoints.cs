namespace Monitoring.LiveBoard.Tailing;

/// <summary>Where folds are kept between runs. Anything kept here may be thrown away at any time.</summary>
public interface IBoardCheckpoints
{
    /// <summary>The last bytes saved for an audience, or null. What comes back may be torn: the fold checks.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Load(string audience, CancellationToken cancellation);

    /// <summary>Replaces what was saved for an audience. Up to 100 MB for a million open complaints.</summary>
    ValueTask Save(string audience, ReadOnlyMemory<byte> fold, CancellationToken cancellation);
}
