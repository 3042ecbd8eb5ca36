using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.SignIn;

/// <summary>The bearer key of the first admin. The server keeps its hash alone.</summary>
public sealed class AdminKey
{
    private const string FileName = "admin.sha256";
    private const int Size = 32;

    private readonly byte[] _hash;

    private AdminKey(byte[] hash, string? generated) => (_hash, Generated) = (hash, generated);

    /// <summary>The key, if it was made just now: the only chance to print it.</summary>
    public string? Generated { get; }

    /// <summary>Changes with the key; sessions are bound to it, so that a new key ends them.</summary>
    internal ReadOnlySpan<byte> Hash => _hash;

    /// <summary>Takes the configured key; without one the stored hash; without that it makes a key.</summary>
    /// <exception cref="InvalidDataException">The stored hash is not one.</exception>
    public static AdminKey In(KeyFolder folder, string configured)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(configured);
        if (configured.Length > 0)
        {
            var hash = HashOf(configured);
            folder.Write(FileName, hash);
            return new AdminKey(hash, null);
        }

        if (folder.Read(FileName) is { } stored)
        {
            return stored.Length == SHA256.HashSizeInBytes
                ? new AdminKey(stored, null)
                : throw new InvalidDataException($"keys/{FileName} must hold {SHA256.HashSizeInBytes} bytes.");
        }

        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));
        var own = HashOf(made);
        var kept = folder.WriteOnce(FileName, own);
        return new AdminKey(kept, ReferenceEquals(kept, own) ? made : null);
    }

    /// <summary>Compares in constant time.</summary>
    public bool Is(ReadOnlySpan<char> offered)
    {
        // a key is short; what is longer than any is not worth hashing
        const int longest = 512;
        if (offered.Length is 0 or > longest)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[longest * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(offered, bytes)], hash);
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
