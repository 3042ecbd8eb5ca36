using System.Collections.Immutable;

namespace Monitoring.Verify.Chain;

/// <summary>A document as it is stored; once a daily head covers it, with that head's number and its SHA-256 then.</summary>
public sealed record DocumentRow(string Kind, string Id, string Version, string Body, long? Head, byte[]? Digest);

/// <summary>A stream with everything that belongs to it alone.</summary>
public sealed record StreamRows
{
    /// <summary>Its number in the store, by which feeds point to it.</summary>
    public required long Number { get; init; }

    public required string Name { get; init; }

    /// <summary>What the store says the number of its last event is.</summary>
    public required long Seq { get; init; }

    /// <summary>Its due row: in whose book, and when, in Unix milliseconds.</summary>
    public string? Facility { get; init; }

    public long? DueAt { get; init; }

    public ImmutableArray<EventRow> Events { get; init; } = [];

    public ImmutableArray<KeyRow> Keys { get; init; } = [];

    /// <summary>The wrapped key of its sealed texts, empty after erasure; null if there are none.</summary>
    public byte[]? Wrapped { get; init; }

    /// <summary>The SHA-256 of that key, which outlives it.</summary>
    public byte[]? Digest { get; init; }

    public ImmutableArray<TextRow> Texts { get; init; } = [];

    public ImmutableArray<LeafRow> Leaves { get; init; } = [];
}

/// <summary>An event: its instant in Unix milliseconds, and its link, if it has one.</summary>
public sealed record EventRow(long Seq, long At, string Kind, string Body, string? Item, byte[]? Hash);

/// <summary>A used idempotency key.</summary>
public sealed record KeyRow(string Client, string Key, string Fingerprint, long Seq);

/// <summary>A sealed text, and the event it was committed with; none if it is older than the chain.</summary>
public sealed record TextRow(string Name, byte[] Cipher, long? Seq);

/// <summary>A stream or a feed in a daily tree: up to which number, and its hash there.</summary>
public sealed record LeafRow(long Head, long Seq, byte[] Hash);

/// <summary>An audience, and what the store says the number of its last row is, where it keeps that.</summary>
public sealed record AudienceRow(string Name, long? Head, ImmutableArray<LeafRow> Leaves);

/// <summary>A row of a feed.</summary>
/// <param name="Number">Its number in the feed.</param>
/// <param name="Stream">The stream's number.</param>
/// <param name="Seq">The event's.</param>
public readonly record struct FeedPlace(long Number, long Stream, long Seq);

/// <summary>A signed daily head, byte for byte.</summary>
public sealed record HeadRow(long Number, string Body, byte[] Signature);
