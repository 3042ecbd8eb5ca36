using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// Bytes in which nothing can be read in two ways: numbers are big-endian, every text and every list is preceded by its length.
/// </summary>
public sealed class Canon : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4_096);
    private int _used;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    public void Clear() => _used = 0;

    public void Byte(byte value) => Room(1)[0] = value;

    public void Number(long value) => BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), value);

    public void Count(int value) => BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), value);

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        Encoding.UTF8.GetBytes(text, Room(length));
    }

    /// <summary>A byte that says whether there is one, then the text.</summary>
    public void Optional(string? text)
    {
        Byte(text is null ? (byte)0 : (byte)1);
        if (text is not null)
        {
            Text(text);
        }
    }

    /// <summary>A set: sorted by code unit, each once.</summary>
    public void Texts(ImmutableArray<string> set)
    {
        var sorted = set.ToArray();
        Array.Sort(sorted, string.CompareOrdinal);
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[distinct++] = sorted[i];
            }
        }

        Count(distinct);
        foreach (var text in sorted.AsSpan(0, distinct))
        {
            Text(text);
        }
    }

    /// <summary>Bytes to be filled in by the caller before anything else is added.</summary>
    public Span<byte> Room(int length)
    {
        if (_used + length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _used + length));
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _used += length;
        return _bytes.AsSpan(_used - length, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
