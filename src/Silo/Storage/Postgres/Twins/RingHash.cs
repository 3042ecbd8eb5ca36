using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>The hashes under which Microsoft Orleans and its ADO.NET providers file rows, to find and to leave them there.</summary>
internal static class RingHash
{
    /// <summary>A grain's place on the ring of silos, as the signed number that the table of reminders holds.</summary>
    public static int Of(GrainId grain) =>
        unchecked((int)((Of(grain.Type.AsSpan()) * 31) + Of(grain.Key.AsSpan())));

    /// <summary>Of the name of a state.</summary>
    public static int OfName(string name) => unchecked((int)Of(Encoding.UTF8.GetBytes(name)));

    /// <summary>Of bytes: xxHash32, whose bytes the engine reads in the other order.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReverseEndianness(XxHash32.HashToUInt32(bytes));
}
