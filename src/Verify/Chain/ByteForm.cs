using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.Verify.Chain;

/// <summary>Bytes as docs/verify.md describes them, put together anew: nothing here is shared with what wrote them.</summary>
internal sealed class ByteForm
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4_096);

    public ByteForm Begin(byte prefix)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write([prefix]);
        return this;
    }

    public ByteForm Flag(bool flag)
    {
        _bytes.Write([flag ? (byte)1 : (byte)0]);
        return this;
    }

    public ByteForm Number(long number)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, number);
        _bytes.Write(eight);
        return this;
    }

    public ByteForm Count(int count)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, count);
        _bytes.Write(four);
        return this;
    }

    public ByteForm Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Count(utf8.Length).Raw(utf8);
    }

    public ByteForm Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>A row of a feed: its number, the stream's number, the event's.</summary>
    public ReadOnlySpan<byte> Row(FeedPlace row)
    {
        _bytes.ResetWrittenCount();
        Number(row.Number).Number(row.Stream).Number(row.Seq);
        return _bytes.WrittenSpan;
    }

    public byte[] Sha256() => SHA256.HashData(_bytes.WrittenSpan);
}
