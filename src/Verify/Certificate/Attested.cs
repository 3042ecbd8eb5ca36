using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Verify.Certificate;

/// <summary>What a check of a store came to. Counts and hashes only: no complaint is named in it.</summary>
public sealed record Attested
{
    public string Certificate { get; init; } = "monitoring/1";

    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>By when everything due had to have fired.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required long Complaints { get; init; }

    /// <summary>How many of them are the inspectorate's alone.</summary>
    public required long Sealed { get; init; }

    /// <summary>The watchdog's own complaints, in none of the other counts.</summary>
    public required long Synthetic { get; init; }

    public required long Facilities { get; init; }

    public required long Documents { get; init; }

    public required long Events { get; init; }

    public required long Audiences { get; init; }

    public required long FeedRows { get; init; }

    public required long Keys { get; init; }

    public required long SealedTexts { get; init; }

    public required long Erased { get; init; }

    /// <summary>Breaches, rungs and closings that the documents ask for.</summary>
    public required long Expected { get; init; }

    public required long Fired { get; init; }

    public required long ExpectedBreaches { get; init; }

    public required long FiredBreaches { get; init; }

    /// <summary>Fired more than ten seconds after its instant, and says so itself. No difference.</summary>
    public required long Late { get; init; }

    public required double LatestSeconds { get; init; }

    public required long Duplicate { get; init; }

    public required long Early { get; init; }

    public required long Missing { get; init; }

    /// <summary>Stamped, named, told or ordered otherwise than the documents say, or asked for by none.</summary>
    public required long Otherwise { get; init; }

    public required long Heads { get; init; }

    public required long HeadNumber { get; init; }

    public required DateTimeOffset? HeadAt { get; init; }

    public required string? HeadHash { get; init; }

    /// <summary>Events since the last daily head: linked, but in no signed tree yet.</summary>
    public required long InNoHead { get; init; }

    /// <summary>The last head that was compared with an anchor; 0: none was.</summary>
    public required long Anchored { get; init; }

    public required string? PublicKey { get; init; }

    /// <summary>Whether that key was given from outside the store.</summary>
    public required bool KeyConfirmed { get; init; }

    /// <summary>How much is not as it must be.</summary>
    public required long Differences { get; init; }

    public string Scope { get; init; } = "Covers complaints registered here; not a legal finding.";

    public string ToJson() => JsonSerializer.Serialize(this, AttestedJson.Default.Attested);
}

/// <summary>A certificate as a file.</summary>
/// <param name="Body">The JSON of an <see cref="Attested"/>, byte for byte what was signed.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over it, base64; null if there was no key to sign with.</param>
/// <param name="Text">The same for people.</param>
public sealed record CertificateFile(string Body, string? Signature, string[] Text)
{
    public string ToJson() => JsonSerializer.Serialize(this, AttestedJson.Default.CertificateFile);
}

/// <summary>The JSON of certificates.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Attested))]
[JsonSerializable(typeof(CertificateFile))]
internal sealed partial class AttestedJson : JsonSerializerContext;
