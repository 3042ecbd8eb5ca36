using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Http.Intake;

/// <summary>
/// Tells whether two requests ask the same: a hash of the route and of the body written in one fixed form, so that
/// spaces and the order of members do not count.
/// </summary>
/// <remarks>Keyed, because a plain hash of a short text can be found by guessing, and it outlives the text's erasure.</remarks>
public sealed class Fingerprints(ServerKeys keys)
{
    internal string Of<T>(string route, T body, JsonTypeInfo<T> form)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Fingerprint);
        mac.AppendData(Encoding.UTF8.GetBytes(route + "\n"));
        mac.AppendData(JsonSerializer.SerializeToUtf8Bytes(body, form));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        mac.GetCurrentHash(hash);
        return Base64Url.EncodeToString(hash);
    }
}
