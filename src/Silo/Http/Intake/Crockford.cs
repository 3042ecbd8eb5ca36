namespace Monitoring.Silo.Http.Intake;

/// <summary>Crockford's base 32: no letter that can be misread as another, read back forgivingly.</summary>
internal static class Crockford
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsPerLetter = 5;

    /// <summary>Writes groups of five bits, the first bit first, until the letters are full.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Span<char> letters)
    {
        var (held, bits, at) = (0, 0, 0);
        foreach (var b in bytes)
        {
            held = ((held << 8) | b) & 0xFFF;
            bits += 8;
            while (bits >= BitsPerLetter && at < letters.Length)
            {
                bits -= BitsPerLetter;
                letters[at++] = Letters[(held >> bits) & 31];
            }
        }
    }

    /// <summary>Upper case, without separators, with the misreadable letters mended.</summary>
    public static string Mended(string said) => string.Create(said.Count(c => !IsSeparator(c)), said, static (mended, said) =>
    {
        var at = 0;
        foreach (var c in said)
        {
            if (!IsSeparator(c))
            {
                mended[at++] = char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            }
        }
    });

    private static bool IsSeparator(char c) => c is '-' or ' ';
}
