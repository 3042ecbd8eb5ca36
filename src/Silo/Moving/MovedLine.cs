using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Silo.Moving;

/// <summary>
/// One line of an export: exactly one of its members is set. Streams come before the feeds that point to their events,
/// and the last line says how much there was.
/// </summary>
internal sealed record MovedLine
{
    public MovedHead? Monitoring { get; set; }

    public MovedDocument? Document { get; set; }

    public MovedStream? Stream { get; set; }

    public MovedAudience? Audience { get; set; }

    public MovedFeed? Feed { get; set; }

    public MovedTree? Tree { get; set; }

    public MovedEnd? End { get; set; }
}

/// <summary>The first line.</summary>
/// <param name="Export">Version of this form.</param>
internal sealed record MovedHead(int Export);

/// <summary>A version of a policy, a calendar, a roster.</summary>
internal sealed record MovedDocument(string Kind, string Id, string Version, string Body)
{
    /// <summary>The daily head whose tree it is in, and its SHA-256 there.</summary>
    public MovedLeaf? Leaf { get; set; }
}

/// <summary>A part of a daily tree.</summary>
/// <param name="Head">Number of the head.</param>
/// <param name="Seq">Up to which number of the stream or the feed.</param>
/// <param name="Hash">What stands for it.</param>
internal sealed record MovedLeaf(long Head, long Seq, byte[] Hash);

/// <summary>A signed daily head, byte for byte.</summary>
internal sealed record MovedTree(long Number, string Body, byte[] Signature);

/// <summary>An audience, before its feed.</summary>
internal sealed record MovedAudience(string Name, ImmutableArray<MovedLeaf> Leaves);

/// <summary>A stream with everything that belongs to it alone.</summary>
internal sealed record MovedStream
{
    /// <summary>Its number in the store, by which feeds point to it.</summary>
    public required long Number { get; set; }

    public required string Name { get; set; }

    public required long Seq { get; set; }

    /// <summary>Its due row: whose book it stands in, and when it must be looked at, in Unix milliseconds.</summary>
    public string? Facility { get; set; }

    public long? DueAt { get; set; }

    /// <summary>How urgent it is; null where nothing is known of that.</summary>
    public int? Urgency { get; set; }

    public ImmutableArray<MovedEvent> Events { get; set; } = [];

    public ImmutableArray<MovedKey> Keys { get; set; } = [];

    /// <summary>The wrapped key of its sealed texts, empty after erasure; null if it has none.</summary>
    public byte[]? Wrapped { get; set; }

    /// <summary>The SHA-256 of that key, which outlives it.</summary>
    public byte[]? Digest { get; set; }

    public ImmutableSortedDictionary<string, MovedText> Texts { get; set; } = ImmutableSortedDictionary<string, MovedText>.Empty;

    /// <summary>Its parts of daily trees.</summary>
    public ImmutableArray<MovedLeaf> Leaves { get; set; } = [];
}

/// <param name="Seq">Its number in the stream.</param>
/// <param name="At">When it happened, in Unix milliseconds.</param>
/// <param name="Kind">Its name.</param>
/// <param name="Body">The fact, byte for byte.</param>
/// <param name="Item">What audiences may see of it, byte for byte.</param>
/// <param name="Hash">Its link to the event before it; null if it is older than the chain.</param>
internal sealed record MovedEvent(long Seq, long At, string Kind, string Body, string? Item, byte[]? Hash);

/// <summary>A sealed text.</summary>
/// <param name="Cipher">As it is kept.</param>
/// <param name="Seq">The event it was committed with; null if it is older than the chain.</param>
internal sealed record MovedText(byte[] Cipher, long? Seq);

/// <summary>A used idempotency key.</summary>
internal sealed record MovedKey(string Client, string Key, string Fingerprint, long Seq);

/// <summary>A part of an audience's feed, in order and without a gap.</summary>
/// <param name="Audience">Whose.</param>
/// <param name="First">Number of its first row.</param>
/// <param name="Rows">Of each row the stream's number and the event's seq.</param>
internal sealed record MovedFeed(string Audience, long First, ImmutableArray<ImmutableArray<long>> Rows);

/// <summary>How much there was, and the SHA-256 of all bytes before this line, in hexadecimal.</summary>
internal sealed record MovedEnd(long Documents, long Streams, long Events, long Keys, long FeedRows, string Sha256);

/// <summary>The JSON of an export.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(MovedLine))]
internal sealed partial class MovedJson : JsonSerializerContext;
