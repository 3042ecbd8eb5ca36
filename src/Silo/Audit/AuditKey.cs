using System.Security.Cryptography;
using System.Text;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Audit;

/// <summary>
/// The key that signs daily heads and certificates: ECDSA P-256, derived from the server's secret, so that every process of one server
/// signs alike. Its public half stands beside the secret in <c>keys/audit.pub</c>, to be given to whoever is to check.
/// </summary>
internal sealed class AuditKey : IDisposable
{
    public const string PublicFile = "audit.pub";

    private readonly ECDsa _key;

    private AuditKey(ECDsa key)
    {
        _key = key;
        Public = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>SubjectPublicKeyInfo in base64.</summary>
    public string Public { get; }

    public static AuditKey Of(ServerKeys keys, KeyFolder folder)
    {
        var audit = new AuditKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = keys.Audit }));
        var pem = Encoding.ASCII.GetBytes(audit._key.ExportSubjectPublicKeyInfoPem() + "\n");
        if (folder.Read(PublicFile) is not { } written || !written.AsSpan().SequenceEqual(pem))
        {
            folder.Write(PublicFile, pem);
        }

        return audit;
    }

    /// <summary>The public key of a PEM file.</summary>
    /// <exception cref="InvalidDataException">It holds none.</exception>
    public static string FromPem(string pem, string file)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new InvalidDataException($"{file} holds no public key: {e.Message}");
        }
    }

    public byte[] Sign(string body) => _key.SignData(Encoding.UTF8.GetBytes(body), HashAlgorithmName.SHA256);

    public void Dispose() => _key.Dispose();
}
