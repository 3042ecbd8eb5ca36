using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Verify.Chain;

/// <summary>What a signed daily head says.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Day">The day of the calendar's zone that it closes.</param>
/// <param name="At">When it was made.</param>
/// <param name="Leaves">How many streams, feeds and documents it covers.</param>
/// <param name="Events">How many events.</param>
/// <param name="FeedRows">How many rows of feeds.</param>
/// <param name="Root">Root of the tree over the leaves.</param>
/// <param name="Previous">SHA-256 of the body before; zeros before the first.</param>
/// <param name="Key">The public key, as SubjectPublicKeyInfo in base64.</param>
public sealed record DailyHead(
    long Number, string Day, DateTimeOffset At, long Leaves, long Events, long FeedRows, string Root, string Previous, string Key)
{
    public static readonly string NoPrevious = new('0', 64);

    /// <exception cref="JsonException">It is not a head.</exception>
    public static DailyHead Read(string body) =>
        JsonSerializer.Deserialize(body, HeadJson.Default.DailyHead) ?? throw new JsonException("A head is null.");

    public string ToBody() => JsonSerializer.Serialize(this, HeadJson.Default.DailyHead);

    /// <summary>By which the next head and every anchor know it.</summary>
    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    public bool IsSigned(string body, byte[] signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Key), out _);
            return key.VerifyData(Encoding.UTF8.GetBytes(body), signature, HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }
}

/// <summary>A line of an anchor file: a head and its signature, kept where who can change the store cannot.</summary>
/// <param name="Head">The head's body, byte for byte.</param>
/// <param name="Signature">In base64.</param>
public sealed record AnchorLine(string Head, string Signature)
{
    /// <exception cref="JsonException">It is not a line of an anchor.</exception>
    public static AnchorLine Read(string line) =>
        JsonSerializer.Deserialize(line, HeadJson.Default.AnchorLine) ?? throw new JsonException("The line is null.");

    public string ToLine() => JsonSerializer.Serialize(this, HeadJson.Default.AnchorLine);
}

/// <summary>The JSON of heads and anchors.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DailyHead))]
[JsonSerializable(typeof(AnchorLine))]
internal sealed partial class HeadJson : JsonSerializerContext;
