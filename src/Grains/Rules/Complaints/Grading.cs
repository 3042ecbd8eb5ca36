using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Giving a grade: raising takes one person, lowering a reason, and down from the most severe grade two people.</summary>
internal static class Grading
{
    public static Move Grade(Complaint c, GradeAs grade, DateTimeOffset now, PolicyPack pack)
    {
        if (UnknownGrade(grade.Grade, pack) is { } no)
        {
            return no;
        }

        if (grade.Grade == c.Grade)
        {
            return Move.No("same-grade", "The complaint already has that grade.");
        }

        if (c.Traits.Imported || !Lowers(c.Grade, grade.Grade, pack))
        {
            return new Graded(grade.Grade) { At = now, By = grade.By, Reason = grade.Reason };
        }

        if (grade.Reason is not { } reason)
        {
            return Move.No("reason-missing", "Lowering a grade needs a reason.");
        }

        return c.Grade != pack.Grades[0]
            ? new Graded(grade.Grade) { At = now, By = grade.By, Reason = reason }
            : TwoPeople.Ask(c, RequestKinds.Grade, reason, grade.By, now, grade: grade.Grade);
    }

    public static Move? UnknownGrade(string grade, PolicyPack pack) =>
        pack.AcceptsGrade(grade)
            ? (Move?)null
            : Move.No("unknown-grade", $"The policy knows the grades {string.Join(", ", pack.Grades)}.");

    /// <summary>Whether the second grade is milder; a grade the pack does not list is as mild as can be.</summary>
    private static bool Lowers(string? from, string to, PolicyPack pack) =>
        from is not null && !pack.Grades.IsEmpty && Severity(to, pack) > Severity(from, pack);

    private static int Severity(string grade, PolicyPack pack) =>
        pack.Grades.IndexOf(grade) is >= 0 and var order ? order : pack.Grades.Length;
}
