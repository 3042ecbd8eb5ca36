using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>A day of a calendar as instants.</summary>
/// <remarks>It begins at From; the next one begins at Next. Windows is when work is done on it, in order; none on a day off.</remarks>
internal sealed record CalendarDay(DateOnly Date, DateTimeOffset From, DateTimeOffset Next, ImmutableArray<Window> Windows)
{
    public bool IsWorked => !Windows.IsEmpty;

    /// <summary>23:59:59, however long the day is.</summary>
    public DateTimeOffset LastSecond => Next.AddSeconds(-1);
}

internal readonly record struct Window(DateTimeOffset From, DateTimeOffset To);
