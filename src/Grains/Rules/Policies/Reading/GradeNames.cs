using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>The grades that a pack declares, against which every mention of a grade is checked; none declared: any will do.</summary>
internal sealed class GradeNames(ImmutableArray<string> declared)
{
    private static readonly string[] Reserved = [LimitTable.Ungraded, Ladder.Any];

    public ImmutableArray<string> Declared { get; } = declared;

    public static GradeNames Read(PlacedJson json)
    {
        foreach (var item in json.Items())
        {
            var grade = item.Text();
            if (Reserved.Contains(grade))
            {
                throw item.Refuse($"\"{grade}\" has a meaning of its own and cannot name a grade.");
            }
        }

        return new GradeNames(json.Items().IsEmpty ? [] : json.DistinctTexts());
    }

    public void Check(PlacedJson json)
    {
        var grade = json.Text();
        if (!Allows(grade))
        {
            throw json.Refuse(Unknown(grade, Declared));
        }
    }

    /// <summary>Checks the name of a row, which may also be the key given here.</summary>
    public void CheckKey(PlacedJson table, PlacedMember row, string also)
    {
        if (row.Name != also && !Allows(row.Name))
        {
            throw table.Refuse(row, Unknown(row.Name, Declared.Add(also)));
        }
    }

    private bool Allows(string grade) =>
        Declared.Contains(grade) || (Declared.IsEmpty && !string.IsNullOrWhiteSpace(grade) && !Reserved.Contains(grade));

    private static string Unknown(string grade, ImmutableArray<string> known) =>
        $"Unknown grade \"{grade}\"; known are {string.Join(", ", known)}.";
}
