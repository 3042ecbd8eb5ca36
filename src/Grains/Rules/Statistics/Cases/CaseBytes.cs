using System.Buffers;

namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>Whole numbers in as few bytes as they need: seven bits a byte, small ones of either sign in one.</summary>
internal sealed class CaseBytes
{
    private const int Bits = 7;
    private const ulong More = 1UL << Bits;

    private readonly ArrayBufferWriter<byte> _written = new();

    public void Clear() => _written.ResetWrittenCount();

    public byte[] ToArray() => _written.WrittenSpan.ToArray();

    public void Write(long number)
    {
        var bits = unchecked((ulong)((number << 1) ^ (number >> 63)));
        var room = _written.GetSpan(10);
        var used = 0;
        while (bits >= More)
        {
            room[used++] = unchecked((byte)(bits | More));
            bits >>= Bits;
        }

        room[used++] = (byte)bits;
        _written.Advance(used);
    }

    /// <summary>Ticks; nearly all are whole milliseconds.</summary>
    public void WriteSpan(long ticks)
    {
        var (milliseconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerMillisecond);
        Write(milliseconds * 2 + (rest == 0 ? 0 : 1));
        if (rest != 0)
        {
            Write(rest);
        }
    }

    /// <summary>Reads in the order in which it was written.</summary>
    public ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _next;

        public long Read()
        {
            ulong bits = 0;
            for (var shift = 0; ; shift += Bits)
            {
                var one = _bytes[_next++];
                bits |= (one & (More - 1)) << shift;
                if (one < More)
                {
                    return unchecked((long)(bits >> 1) ^ -(long)(bits & 1));
                }
            }
        }

        public long ReadSpan()
        {
            var number = Read();
            return (number >> 1) * TimeSpan.TicksPerMillisecond + ((number & 1) == 0 ? 0 : Read());
        }
    }
}
