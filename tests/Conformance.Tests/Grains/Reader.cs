using System.Collections.Immutable;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Reads what it is given, once a gate is opened.</summary>
public interface IReader : IGrainWithStringKey
{
    /// <summary>Keeps the letter and gives it back.</summary>
    Task<Letter> Keep(Letter letter);

    /// <summary>Waits at the gate "read", then gives the first byte.</summary>
    Task<byte> First([Immutable] byte[] photo);
}

[GenerateSerializer]
[Immutable]
public sealed record Letter(string To, ImmutableArray<string> Lines)
{
    [Id(0)]
    public Letter? About { get; init; }
}

public sealed class ReaderGrain(Witness witness) : Grain, IReader
{
    public Task<Letter> Keep(Letter letter)
    {
        witness.See(letter);
        return Task.FromResult(letter);
    }

    public async Task<byte> First(byte[] photo)
    {
        witness.Say("begin reading");
        await witness.Gate("read");
        return photo[0];
    }
}
