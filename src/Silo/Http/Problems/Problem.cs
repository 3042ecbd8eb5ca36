using System.Collections.Immutable;

namespace Monitoring.Silo.Http.Problems;

/// <summary>
/// A no of the door in the form of RFC 9457. <see cref="Code"/> is for machines and stays the same for ever; the
/// sentences are for people.
/// </summary>
public sealed record Problem
{
    /// <summary>Names the kind of problem for ever.</summary>
    public string Type => "urn:monitoring:problem:" + Code;

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    public required string Code { get; init; }

    /// <summary>What is wrong with each member of the body, by name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Errors { get; init; }

    /// <summary>What may have been meant.</summary>
    public ImmutableArray<Meant>? Suggestions { get; init; }
}

/// <summary>Something known that comes near to something unknown.</summary>
/// <param name="Field">The member of the body it would stand in.</param>
/// <param name="Id">The id to write there.</param>
/// <param name="Name">What people call it.</param>
public sealed record Meant(string Field, string Id, string Name);
