using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads a ladder: for each grade, who is told at which point of a clock.</summary>
internal static partial class LadderReader
{
    public static Ladder Read(string id, PlacedJson json, GradeNames grades, IReadOnlyCollection<string> rungs)
    {
        var rows = ImmutableDictionary.CreateBuilder<string, ImmutableArray<LadderStep>>();
        foreach (var row in json.Members())
        {
            grades.CheckKey(json, row, Ladder.Any);
            rows.Add(row.Name, Row(row.Value, rungs));
        }

        return rows.Count > 0 ? new Ladder(id, rows.ToImmutable()) : throw json.Refuse("The ladder has no row.");
    }

    /// <summary>A step is known by its name: of two with one name the second would never be told.</summary>
    private static ImmutableArray<LadderStep> Row(PlacedJson json, IReadOnlyCollection<string> rungs)
    {
        var steps = ImmutableArray.CreateBuilder<LadderStep>();
        foreach (var item in json.SomeItems())
        {
            var step = Step(item, rungs);
            if (steps.Any(other => other.Name == step.Name))
            {
                throw item.Refuse($"The step \"{step.Name}\" occurs twice in this row; name all its rungs in one.");
            }

            steps.Add(step);
        }

        return steps.ToImmutable();
    }

    private static LadderStep Step(PlacedJson json, IReadOnlyCollection<string> rungs)
    {
        json.WithOnly("when", "plus", "rungs");
        var (when, fraction) = Point(json.Required("when"));
        var plus = json.Optional("plus");
        if (plus is not null && when != LadderPoint.Breach)
        {
            throw plus.Refuse("Only a step at \"breach\" can have a \"plus\".");
        }

        return new LadderStep(when, fraction, plus is null ? null : LimitReader.ReadComputed(plus), Rungs(json.Required("rungs"), rungs));
    }

    private static (LadderPoint When, double Fraction) Point(PlacedJson json) => json.Text() switch
    {
        "open" => (LadderPoint.Open, 0),
        "breach" => (LadderPoint.Breach, 0),
        var text when text.EndsWith('%') => (LadderPoint.Fraction, Fraction(json, text)),
        var text => throw json.Refuse($"Unknown point \"{text}\"; known are open, breach and a percentage such as 50%."),
    };

    private static double Fraction(PlacedJson json, string text)
    {
        if (!decimal.TryParse(
            text.AsSpan(0, text.Length - 1),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var percent))
        {
            throw json.Refuse($"\"{text}\" is not a percentage such as 50%.");
        }

        if (percent is not (> 0 and < 100))
        {
            throw json.Refuse($"{text} does not lie between 0% and 100%; those points are \"open\" and \"breach\".");
        }

        return Percentage().IsMatch(text)
            ? (double)(percent / 100)
            : throw json.Refuse($"\"{text}\" is not a percentage such as 50%, with three decimals at most.");
    }

    [GeneratedRegex(@"\A[0-9]{1,2}(\.[0-9]{1,3})?%\z")]
    private static partial Regex Percentage();

    private static ImmutableArray<string> Rungs(PlacedJson json, IReadOnlyCollection<string> rungs)
    {
        foreach (var item in json.Items())
        {
            var rung = item.Text();
            if (!rungs.Contains(rung))
            {
                throw item.Refuse($"Unknown rung \"{rung}\"; the pack declares {(rungs.Count > 0 ? string.Join(", ", rungs) : "none")}.");
            }
        }

        return json.DistinctTexts();
    }
}
