namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// A complaint's id in 16 bytes. A ULID fits as it is; any other text is kept in <see cref="ForeignIds"/> and stands
/// here as its number, marked by a timestamp that no ULID will carry before the year 10,800.
/// </summary>
internal readonly record struct ComplaintKey(ulong Hi, ulong Lo)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int UlidLength = 26;
    private const int BitsPerDigit = 5;
    private const ulong ForeignMark = 0xFFFF_0000_0000_0000;

    public bool IsForeign => (Hi & ForeignMark) == ForeignMark;

    public int Hash => unchecked((int)(((Hi ^ Lo) * 0x9E37_79B9_7F4A_7C15) >> 33));

    public static ComplaintKey Foreign(int number) => new(ForeignMark, (ulong)number);

    /// <summary>Takes only the canonical spelling, so that the text comes back exactly as it was.</summary>
    public static bool TryParse(string id, out ComplaintKey key)
    {
        key = default;
        // the first digit carries three bits: 26 digits have room for 130
        if (id.Length != UlidLength || id[0] > '7')
        {
            return false;
        }

        UInt128 bits = 0;
        foreach (char digit in id)
        {
            int value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            bits = bits << BitsPerDigit | (uint)value;
        }

        key = new ComplaintKey((ulong)(bits >> 64), (ulong)(bits & ulong.MaxValue));
        return !key.IsForeign;
    }

    public string UlidText() => string.Create(UlidLength, this, static (text, key) =>
    {
        var bits = new UInt128(key.Hi, key.Lo);
        for (int i = UlidLength - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(bits & 31)];
            bits >>= BitsPerDigit;
        }
    });
}
