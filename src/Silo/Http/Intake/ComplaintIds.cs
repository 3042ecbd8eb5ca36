using System.Buffers.Binary;
using System.Security.Cryptography;
using Monitoring.Grains;

namespace Monitoring.Silo.Http.Intake;

/// <summary>Gives new complaints their ids.</summary>
public interface IComplaintIds
{
    /// <summary>An id that sorts after every earlier one of this source.</summary>
    string Next();
}

/// <summary>
/// ULIDs: 48 bits of milliseconds and 80 of chance, as 26 letters. Time comes first so that the store appends instead of
/// scattering; within a millisecond, and while the clock stands or goes back, the last id is counted up.
/// </summary>
public sealed class ComplaintIds(TimeProvider time, IChance chance) : IComplaintIds
{
    public const int Length = 26;

    /// <summary>26 letters hold 130 bits, so two zero bits stand before the 128.</summary>
    private const int LeadingBits = 2;

    private readonly Lock _lock = new();
    private UInt128 _last;

    public string Next()
    {
        UInt128 id;
        lock (_lock)
        {
            Span<byte> low = stackalloc byte[16];
            chance.Fill(low[6..]);
            var fresh = ((UInt128)(ulong)time.Now().ToUnixTimeMilliseconds() << 80) | BinaryPrimitives.ReadUInt128BigEndian(low);
            id = fresh >> 80 > _last >> 80 ? fresh : _last + 1;
            _last = id;
        }

        return string.Create(Length, id, static (letters, id) =>
        {
            Span<byte> bytes = stackalloc byte[17];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, id >> LeadingBits);
            bytes[16] = (byte)((int)(id & 3) << (8 - LeadingBits));
            Crockford.Write(bytes, letters);
        });
    }

    /// <summary>Whether a text can be an id at all; what cannot is not looked up.</summary>
    public static bool CanBe(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        const int longest = 64;
        return id.Length is > 0 and <= longest && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }
}

/// <summary>Where chance comes from.</summary>
public interface IChance
{
    void Fill(Span<byte> bytes);
}

/// <summary>Chance that nobody can guess.</summary>
public sealed class UnguessableChance : IChance
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
