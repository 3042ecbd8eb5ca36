namespace Monitoring.Silo.Auditor;

/// <summary>What was proven of each stream: four bytes, by its place. Places are near each other but have gaps.</summary>
internal sealed class ProvenMarks
{
    private const int Chunk = 4_096;

    private readonly Dictionary<long, uint[]> _chunks = [];

    /// <summary>What was proven of a stream; 0 if nothing was.</summary>
    public uint Of(long place) => _chunks.TryGetValue(place / Chunk, out var marks) ? marks[place % Chunk] : 0;

    public void Set(long place, uint mark)
    {
        if (!_chunks.TryGetValue(place / Chunk, out var marks))
        {
            _chunks.Add(place / Chunk, marks = new uint[Chunk]);
        }

        marks[place % Chunk] = mark;
    }

    public void Clear() => _chunks.Clear();
}
