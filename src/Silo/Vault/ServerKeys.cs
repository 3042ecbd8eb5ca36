using System.Security.Cryptography;
using System.Text;

namespace Monitoring.Silo.Vault;

/// <summary>
/// The server's one secret, 32 bytes in the key folder, and the keys derived from it: one for each purpose, so that
/// none can stand in for another. Whoever loses it loses every sealed text and every tracking code.
/// </summary>
public sealed class ServerKeys
{
    internal const string FileName = "server.key";
    private const int Size = 32;

    private ServerKeys(byte[] secret)
    {
        Wrapping = Derive(secret, "vault: wraps the key of a complaint");
        TrackingCode = Derive(secret, "tracking: the code of a complaint");
        TrackingIndex = Derive(secret, "tracking: the complaint of a code");
        Fingerprint = Derive(secret, "intake: fingerprint of a request");
        Ticket = Derive(secret, "sign-in: ticket of a session");
        Audit = Derive(secret, "audit: signs daily heads and certificates");
        Check = Convert.ToHexString(Derive(secret, "which secret this is")[..8]);
    }

    /// <summary>Wraps the data key of each complaint.</summary>
    internal byte[] Wrapping { get; }

    internal byte[] TrackingCode { get; }

    internal byte[] TrackingIndex { get; }

    internal byte[] Fingerprint { get; }

    internal byte[] Ticket { get; }

    /// <summary>A number below the order of P-256: it is not only with a chance of 2⁻³², and then the key is refused.</summary>
    internal byte[] Audit { get; }

    /// <summary>Tells one secret from another and gives nothing away: a store remembers it.</summary>
    public string Check { get; }

    /// <summary>Reads the secret, or makes one where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is not a key.</exception>
    public static ServerKeys In(KeyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var secret = folder.Read(FileName) ?? folder.WriteOnce(FileName, RandomNumberGenerator.GetBytes(Size));
        return secret.Length == Size
            ? new ServerKeys(secret)
            : throw new InvalidDataException($"keys/{FileName} must hold {Size} bytes; it holds {secret.Length}.");
    }

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Size, info: Encoding.UTF8.GetBytes("monitoring/1 " + purpose));
}
