using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Vault;

/// <summary>
/// Seals what people wrote and who they are, before anything of it reaches a grain. Each complaint has a key of its own,
/// wrapped by the server's: erasing the wrapped key erases the person.
/// </summary>
/// <remarks>
/// AES-256-GCM throughout; a box is nonce, tag, cipher text. Complaint and name are bound in as associated data, so that
/// a text moved to another complaint or another name does not open.
/// </remarks>
public sealed class ComplaintVault(ServerKeys keys)
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string KeyName = "key";

    private long _opened;

    /// <summary>How many times a text was asked to be opened since the start: never more than there are events that say so.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    /// <summary>Seals the first texts of a complaint under a new key.</summary>
    public SealedTexts Seal(string complaint, IEnumerable<KeyValuePair<string, string>> texts)
    {
        Span<byte> key = stackalloc byte[KeySize];
        RandomNumberGenerator.Fill(key);
        return Seal(complaint, key, Lock(keys.Wrapping, key, Bound(complaint, KeyName)), texts);
    }

    /// <summary>Seals further texts of a complaint under the key it has.</summary>
    /// <exception cref="ErasedException">The key was erased: nothing about this person is kept any more.</exception>
    public SealedTexts SealMore(string complaint, SealedTexts present, IEnumerable<KeyValuePair<string, string>> texts)
    {
        ArgumentNullException.ThrowIfNull(present);
        return Seal(complaint, KeyOf(complaint, present), present.WrappedKey, texts);
    }

    /// <summary>Opens one text. Whoever calls this has committed the event that says so.</summary>
    /// <exception cref="ErasedException">The key was erased.</exception>
    /// <exception cref="CryptographicException">The text was changed, moved, or sealed by another server.</exception>
    public string Open(string complaint, SealedTexts present, string name)
    {
        ArgumentNullException.ThrowIfNull(present);
        Interlocked.Increment(ref _opened);
        return Encoding.UTF8.GetString(
            Unlock(KeyOf(complaint, present), present.Texts[name].AsSpan(), Bound(complaint, name)));
    }

    private static SealedTexts Seal(
        string complaint,
        ReadOnlySpan<byte> key,
        ImmutableArray<byte> wrapped,
        IEnumerable<KeyValuePair<string, string>> texts)
    {
        var boxes = ImmutableDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        foreach (var (name, text) in texts)
        {
            boxes.Add(name, Lock(key, Encoding.UTF8.GetBytes(text), Bound(complaint, name)));
        }

        return new SealedTexts(wrapped, boxes.ToImmutable());
    }

    private byte[] KeyOf(string complaint, SealedTexts present) => present.WrappedKey.IsDefaultOrEmpty
        ? throw new ErasedException()
        : Unlock(keys.Wrapping, present.WrappedKey.AsSpan(), Bound(complaint, KeyName));

    private static ImmutableArray<byte> Lock(ReadOnlySpan<byte> key, ReadOnlySpan<byte> open, byte[] bound)
    {
        var box = new byte[NonceSize + TagSize + open.Length];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, open, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), bound);
        return ImmutableCollectionsMarshal.AsImmutableArray(box);
    }

    private static byte[] Unlock(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, byte[] bound)
    {
        if (box.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("A sealed text is too short to be one.");
        }

        var open = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[(NonceSize + TagSize)..], box.Slice(NonceSize, TagSize), open, bound);
        return open;
    }

    private static byte[] Bound(string complaint, string name) => Encoding.UTF8.GetBytes($"{complaint}/{name}");
}

/// <summary>The key of a complaint's texts was erased.</summary>
public sealed class ErasedException() : Exception("The texts of this complaint were erased.");
