using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>
/// How urgent a case is beside others, as a number: the higher, the graver. The most severe grade first, within a grade the cases of
/// a programme (stunting, malnutrition, maternal, infant). What nobody has graded may be anything and stands after the most severe grade.
/// </summary>
/// <remarks>It is counted down from the most severe grade, so that cases under packs with other grades can stand in one order.</remarks>
public static class Urgency
{
    /// <summary>Nothing is known of it: what was written before urgency was, and what is nobody's complaint. After everything else.</summary>
    public const int Unknown = 0;

    private const int Most = 1_000;

    /// <param name="grade">Its grade; null while it has none.</param>
    /// <param name="programme">The programme that it concerns, if any.</param>
    /// <param name="grades">The grades of its policy, most severe first.</param>
    public static int Of(string? grade, string? programme, ImmutableArray<string> grades)
    {
        var place = grade is null ? 1 : grades.IndexOf(grade) switch { 0 => 0, < 0 => grades.Length + 1, var order => order + 1 };
        return Math.Max(Unknown + 1, Most - (2 * place) - (programme is null ? 1 : 0));
    }
}
