using System.Collections.Immutable;

namespace Monitoring.Grains.Contracts;

/// <summary>One facility beside all others, as of one look over the province.</summary>
/// <param name="Alarm">What was looked for.</param>
/// <param name="AsOf">Of which look (UTC).</param>
/// <param name="Found">What strikes; empty: nothing does, or nothing does any more.</param>
[GenerateSerializer]
[Immutable]
public sealed record ComparedWithOthers(string Alarm, DateTimeOffset AsOf, ImmutableArray<FoundBesideOthers> Found);

/// <summary>Something that strikes.</summary>
/// <param name="Subject">About what.</param>
/// <param name="Cases">Cases behind it, ten at most.</param>
[GenerateSerializer]
[Immutable]
public sealed record FoundBesideOthers(string Subject, ImmutableArray<string> Cases);
