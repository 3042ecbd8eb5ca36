using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>A day of a calendar as instants.</summary>
/// <remarks>
/// It begins at From; the next one begins at Next; a limit that ends with it ends at EndsAt, 23:59:59. Windows is when work
/// is done on it, in order and apart; none on a day off.
/// </remarks>
internal sealed record CalendarDay(
    DateOnly Date, DateTimeOffset From, DateTimeOffset Next, DateTimeOffset EndsAt, bool IsWorked, ImmutableArray<Window> Windows);

internal readonly record struct Window(DateTimeOffset From, DateTimeOffset To);
