using System.Collections.Immutable;

namespace Monitoring.Silo.Replay;

/// <summary>A case somebody recorded, in the words of this product.</summary>
public sealed record RecordedCase(
    string Id,
    string Facility,
    string Channel,
    string? Category,
    string? Class,
    string? Grade,
    DateTimeOffset OpenedAt,
    DateTimeOffset? DueAt,
    ImmutableArray<RecordedStep> Steps);

/// <summary>Something that was done to it.</summary>
/// <param name="At">When; never before the case was opened.</param>
/// <param name="Verb">What, one of <see cref="Verbs"/>.</param>
/// <param name="Grade">The new grade, for <c>grade</c>.</param>
public sealed record RecordedStep(DateTimeOffset At, string Verb, string? Grade = null)
{
    public static readonly ImmutableArray<string> Verbs =
    [
        "file", "verify", "grade", "assign", "acknowledge", "contact", "act", "answer", "reply", "requestCompletion",
        "complete", "close", "reopen", "withdraw",
    ];
}

/// <summary>A row that could not be used.</summary>
public sealed record BadRow(int Line, string Reason);

/// <summary>What a file held.</summary>
/// <param name="Cases">The usable cases, by opening.</param>
/// <param name="Bad">The rows that were not, in the order of the file.</param>
/// <param name="EndAt">The last instant the data speak of.</param>
public sealed record Recording(ImmutableArray<RecordedCase> Cases, ImmutableArray<BadRow> Bad, DateTimeOffset EndAt);
