using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Http.Intake;

/// <summary>
/// The code with which a citizen follows a complaint: 80 bits of an HMAC of its id, so that the same answer can be given
/// twice and the code itself is stored nowhere. What is stored is a second HMAC, of the code, that leads to the complaint.
/// </summary>
public sealed class TrackingCodes(ServerKeys keys)
{
    private const string Client = "track";
    private const string Fingerprint = "1";
    private const int CodeBytes = 10;
    private const int Letters = 16;
    private const int GroupOf = 4;
    private const int IndexBytes = 16;

    /// <summary>The code of a complaint, as <c>XXXX-XXXX-XXXX-XXXX</c>.</summary>
    public string CodeOf(string complaint)
    {
        ArgumentNullException.ThrowIfNull(complaint);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(keys.TrackingCode, Encoding.UTF8.GetBytes(complaint), mac);
        Span<char> letters = stackalloc char[Letters];
        Crockford.Write(mac[..CodeBytes], letters);
        return $"{letters[..GroupOf]}-{letters[GroupOf..8]}-{letters[8..12]}-{letters[12..]}";
    }

    /// <summary>
    /// Where the complaint of a code is found, for whatever was typed: what cannot be a code takes the same way and
    /// finds nothing.
    /// </summary>
    public RequestKey IndexOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(keys.TrackingIndex, Encoding.UTF8.GetBytes(Crockford.Mended(code)), mac);
        return new RequestKey(Client, Base64Url.EncodeToString(mac[..IndexBytes]), Fingerprint);
    }
}
