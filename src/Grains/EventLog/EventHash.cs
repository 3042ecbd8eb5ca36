using System.Buffers.Binary;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// The link of an event to everything before it in its stream: a SHA-256 as a value. All zeros, the default, is what
/// stands before the first event.
/// </summary>
public readonly record struct EventHash
{
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <param name="bytes">Exactly <see cref="Size"/> of them.</param>
    public EventHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size);
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>What stands before the first event.</summary>
    public static EventHash None => default;

    /// <summary>Of a row that was written before events were chained: it has none.</summary>
    public static EventHash Of(byte[]? stored) => stored is null ? None : new EventHash(stored);

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _fourth);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>In hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
