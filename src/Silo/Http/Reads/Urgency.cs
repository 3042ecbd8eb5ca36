using System.Collections.Immutable;
using System.Globalization;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.Silo.Http.Reads;

/// <summary>
/// Where an open complaint stands in a list by urgency: the most severe grade first, within a grade the cases of a programme
/// (stunting, malnutrition, maternal, infant), then by id, which is the order in which they were filed. What nobody has graded may be
/// anything and stands after the most severe grade.
/// </summary>
internal readonly record struct Urgency(int Grade, bool OutsideProgrammes, string Complaint) : IComparable<Urgency>
{
    private const char Sign = '.';

    /// <param name="row">The complaint.</param>
    /// <param name="grades">The grades, most severe first.</param>
    public static Urgency Of(RowView row, ImmutableArray<string> grades) => new(
        row.Grade is null ? 1 : grades.IndexOf(row.Grade) switch { 0 => 0, < 0 => grades.Length + 1, var order => order + 1 },
        row.Programme is null,
        row.Complaint);

    /// <summary>The next of an earlier answer; null where it is none.</summary>
    public static Urgency? Read(string text)
    {
        var parts = text.Split(Sign, 3);
        return parts is [var grade, "0" or "1", { Length: > 0 }] && int.TryParse(grade, NumberStyles.None, CultureInfo.InvariantCulture, out var order)
            ? new Urgency(order, parts[1] == "1", parts[2])
            : null;
    }

    public int CompareTo(Urgency other)
    {
        var byGrade = Grade.CompareTo(other.Grade);
        var byProgramme = byGrade != 0 ? byGrade : OutsideProgrammes.CompareTo(other.OutsideProgrammes);
        return byProgramme != 0 ? byProgramme : string.CompareOrdinal(Complaint, other.Complaint);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Grade}{Sign}{(OutsideProgrammes ? 1 : 0)}{Sign}{Complaint}");
}
