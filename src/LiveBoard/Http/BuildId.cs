using System.Security.Cryptography;

namespace Monitoring.LiveBoard.Http;

/// <summary>Names a build by what it is: the code of the board and the pages, which name their hashed scripts.</summary>
internal static class BuildId
{
    private const int Digits = 12;

    public static string Of(string pagesRoot)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(BuildId).Module.ModuleVersionId.ToByteArray());
        string[] pages = Directory.Exists(pagesRoot) ? Directory.GetFiles(pagesRoot, "*.html") : [];
        foreach (string page in pages.Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(page));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
