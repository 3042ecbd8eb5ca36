using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>B7: who is graver than whom.</summary>
public class UrgencyTests
{
    private static readonly ImmutableArray<string> Grades = ["red", "yellow", "green"];

    [Fact]
    public void The_most_severe_grade_is_followed_by_what_nobody_has_graded_and_each_has_its_programmes_first()
    {
        (string? Grade, string? Programme)[] gravestFirst =
        [
            ("red", "maternal"), ("red", null), (null, "infant"), (null, null), ("yellow", "stunting"), ("yellow", null),
            ("green", "infant"), ("green", null), ("of another pack", "infant"), ("of another pack", null),
        ];

        var urgencies = gravestFirst.Select(one => Urgency.Of(one.Grade, one.Programme, Grades)).ToList();

        Assert.Equal(urgencies.OrderDescending().Distinct(), urgencies);
        Assert.All(urgencies, urgency => Assert.InRange(urgency, Urgency.Unknown + 1, short.MaxValue));
    }

    [Fact]
    public void The_most_severe_grade_of_one_pack_is_as_urgent_as_that_of_another()
    {
        Assert.Equal(Urgency.Of("red", null, Grades), Urgency.Of("1", null, ["1", "2", "3", "4", "5"]));
        Assert.True(Urgency.Of("red", null, Grades) > Urgency.Of("2", "maternal", ["1", "2", "3", "4", "5"]));
    }

    [Fact]
    public void Without_grades_all_are_equally_grave_and_more_urgent_than_what_nothing_is_known_of()
    {
        Assert.Equal(Urgency.Of(null, null, []), Urgency.Of("any", null, []));
        Assert.True(Urgency.Of(null, null, []) > Urgency.Unknown);
        Assert.True(Urgency.Of("last", null, [.. Enumerable.Range(0, 900).Select(n => $"{n}"), "last"]) > Urgency.Unknown);
    }
}
