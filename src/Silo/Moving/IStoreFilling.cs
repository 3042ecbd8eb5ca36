namespace Monitoring.Silo.Moving;

/// <summary>An empty store that is filled, and used by nobody else meanwhile.</summary>
internal interface IStoreFilling : IAsyncDisposable
{
    /// <summary>Whether there is nothing in it yet.</summary>
    ValueTask<bool> IsEmpty(CancellationToken cancellation);

    /// <summary>Sets or takes away the mark of a store that is being filled: see <see cref="UnfinishedImport"/>.</summary>
    ValueTask Mark(bool unfinished, CancellationToken cancellation);

    /// <summary>Writes lines as they stand, numbers included, in one transaction.</summary>
    ValueTask Fill(IReadOnlyList<MovedLine> lines, CancellationToken cancellation);

    /// <summary>Goes over what was filled: what is wrong, or null when no stream and no feed has a gap.</summary>
    ValueTask<string?> WhatIsWrong(CancellationToken cancellation);
}
