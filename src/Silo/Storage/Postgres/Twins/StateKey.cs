using System.Buffers.Text;
using System.Text;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// A grain's key as the provider of states files it: a key that reads as a GUID or as a hexadecimal number is taken apart
/// into two numbers, whatever kind of key it was meant to be; any other is kept as text.
/// </summary>
/// <param name="N0">First number; 0 for text.</param>
/// <param name="N1">Second number; 0 for text.</param>
/// <param name="Text">The text, or what follows a plus sign after the number; null if there is none.</param>
/// <param name="Hash">Hash of all of it.</param>
internal sealed record StateKey(long N0, long N1, string? Text, int Hash)
{
    private const int GuidLength = 32;

    public static StateKey Of(GrainId grain)
    {
        var key = grain.Key.ToString();
        return AsGuid(key) ?? AsNumber(key) ?? new StateKey(0, 0, key, HashOf([], key));
    }

    private static StateKey? AsGuid(string key)
    {
        var extended = key.Length > GuidLength && key[GuidLength] == '+';
        if ((!extended && key.Length != GuidLength)
            || !Utf8Parser.TryParse(Encoding.UTF8.GetBytes(key[..GuidLength]), out Guid guid, out var read, 'N')
            || read != GuidLength)
        {
            return null;
        }

        var bytes = guid.ToByteArray();
        var extension = extended ? key[(GuidLength + 1)..] : null;
        return new StateKey(BitConverter.ToInt64(bytes, 0), BitConverter.ToInt64(bytes, 8), extension, HashOf(bytes, extension));
    }

    private static StateKey? AsNumber(string key)
    {
        var plus = key.IndexOf('+', StringComparison.Ordinal);
        var digits = Encoding.UTF8.GetBytes(plus < 0 ? key : key[..plus]);
        if (!Utf8Parser.TryParse(digits, out long number, out var read, 'X') || read != digits.Length)
        {
            return null;
        }

        var extension = plus < 0 ? null : key[(plus + 1)..];
        return new StateKey(0, number, extension, HashOf(BitConverter.GetBytes(number), extension));
    }

    // the provider turns the bytes round before it hashes them
    private static int HashOf(byte[] number, string? extension)
    {
        byte[] bytes = [.. number, .. Encoding.UTF8.GetBytes(extension ?? "")];
        Array.Reverse(bytes);
        return unchecked((int)RingHash.Of(bytes));
    }
}
