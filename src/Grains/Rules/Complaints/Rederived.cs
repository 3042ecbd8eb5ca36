using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The open timetable follows a new version of pack or calendar from now on. Nothing that was broken is mended.</summary>
/// <param name="From">The versions before.</param>
/// <param name="To">The versions from now on.</param>
/// <param name="Moved">Every open deadline that is another one now.</param>
/// <param name="Kept">Deadlines that the new versions would move and that stay, fixed.</param>
public sealed record Rederived(
    PolicyVersion From,
    PolicyVersion To,
    ImmutableArray<MovedDeadline> Moved,
    ImmutableArray<KeptDeadline> Kept) : ComplaintEvent;

/// <summary>A deadline that moved, and why.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="OldDueAt">Where it was; null: it had none.</param>
/// <param name="DueAt">Where it is; null: it has none any more.</param>
/// <param name="Holidays">The days off on its way that came or went.</param>
public sealed record MovedDeadline(
    string Clock, int Epoch, DateTimeOffset? OldDueAt, DateTimeOffset? DueAt, ImmutableArray<ChangedHoliday> Holidays);

/// <summary>A deadline that stays where it was.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="DueAt">The deadline; null: none was promised.</param>
public sealed record KeptDeadline(string Clock, int Epoch, DateTimeOffset? DueAt);

/// <summary>A day off that one calendar has and the other has not.</summary>
/// <param name="Date">The local date, as in <c>2025-08-18</c>.</param>
/// <param name="Added">Whether the new calendar has it.</param>
/// <param name="Name">What it is.</param>
/// <param name="Kind">Its legal kind.</param>
/// <param name="Source">The decree.</param>
public sealed record ChangedHoliday(string Date, bool Added, string Name, string Kind, string Source);
