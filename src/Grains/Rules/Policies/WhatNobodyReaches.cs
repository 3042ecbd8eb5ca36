using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>
/// What a pack says and nobody would ever notice: a rung that nothing leads to, a clock that never starts, a climb that never
/// begins. Asked of a pack that is to be put in force, not of one that complaints were opened under.
/// </summary>
public static class WhatNobodyReaches
{
    /// <exception cref="PolicyRefusedException">The first such thing, by name.</exception>
    public static void Check(PolicyPack pack, string file)
    {
        CheckGrades(pack, file);
        CheckClocks(pack, file);
        CheckLadders(pack, file);
        CheckClimb(pack, file);
        CheckRungs(pack, file);
    }

    /// <summary>A pack without grades takes any, and lowers any without a second person: then none may mean anything.</summary>
    private static void CheckGrades(PolicyPack pack, string file)
    {
        var meant = pack.Clocks.SelectMany(c => c.AppliesTo.Grades)
            .Concat(pack.Clocks.Where(c => c.Limits.By == LimitBy.Grade).SelectMany(c => c.Limits.Rows.Keys))
            .Concat(pack.Ladders.Values.SelectMany(l => l.Rows.Keys))
            .FirstOrDefault(grade => grade is not (Ladder.Any or LimitTable.Ungraded));
        if (pack.Grades.IsEmpty && meant is not null)
        {
            throw new PolicyRefusedException(file, null, "$.grades", $"The pack declares no grade, and \"{meant}\" means something in it.");
        }
    }

    private static void CheckClocks(PolicyPack pack, string file)
    {
        for (var i = 0; i < pack.Clocks.Length; i++)
        {
            var clock = pack.Clocks[i];
            if (clock.Active && WhyNever(clock) is { } why)
            {
                throw new PolicyRefusedException(file, null, $"$.clocks[{i}]", $"The clock \"{clock.Id}\" never starts: {why}.");
            }
        }
    }

    /// <summary>A grade that a running clock has and its ladder tells nobody of.</summary>
    private static void CheckLadders(PolicyPack pack, string file)
    {
        foreach (var clock in pack.Clocks.Where(c => c.Active && c.Ladder is not null))
        {
            var rows = pack.Ladders[clock.Ladder!].Rows;
            string[] asked = clock.AppliesTo.Grades.IsEmpty ? [.. pack.Grades, Ladder.Any] : [.. clock.AppliesTo.Grades];
            if (!rows.ContainsKey(Ladder.Any) && asked.FirstOrDefault(grade => !rows.ContainsKey(grade)) is { } missing)
            {
                throw new PolicyRefusedException(
                    file, null, $"$.ladders.{clock.Ladder}",
                    $"Of the clock \"{clock.Id}\" nobody would be told in a case of grade \"{missing}\": the ladder has no row for it, and none \"any\".");
            }
        }
    }

    /// <summary>Each condition that cannot hold together with another one.</summary>
    private static string? WhyNever(ClockRule clock)
    {
        var (asked, table) = (clock.AppliesTo, clock.Limits);
        return asked switch
        {
            _ when ClockRule.EndsTheCase(clock.Start) => "it starts where the case is over",
            _ when clock.Start == Milestone.Graded && table.By == LimitBy.Grade && table.Rows.Keys.All(row => row == LimitTable.Ungraded)
                => "it starts when the case is graded and has a limit for no grade",
            _ when OnlyOf(asked.Classes, asked.ExceptClasses) => "it excepts every class that it applies to",
            _ when OnlyOf(asked.Owners, asked.ExceptOwners) => "it excepts every owner that it applies to",
            _ when NoRow(LimitBy.Grade, asked.Grades) => "it has a limit for no grade that it applies to",
            _ when NoRow(LimitBy.Class, asked.Classes) => "it has a limit for no class that it applies to",
            _ when NoRow(LimitBy.Category, asked.Categories) => "it has a limit for no category that it applies to",
            _ => null,
        };

        static bool OnlyOf(ImmutableArray<string> asked, ImmutableArray<string> excepted) =>
            !asked.IsEmpty && asked.All(excepted.Contains);

        bool NoRow(LimitBy by, ImmutableArray<string> values) =>
            table.By == by && !values.IsEmpty && !values.Any(table.Rows.ContainsKey);
    }

    private static void CheckClimb(PolicyPack pack, string file)
    {
        foreach (var grade in pack.ClimbUpTo.Keys.Order(StringComparer.Ordinal))
        {
            if (pack.ClimbAfter(grade == Ladder.Any ? null : grade) is null)
            {
                throw new PolicyRefusedException(
                    file, null, $"$.climbUpTo.{grade}", $"The climb of \"{grade}\" never begins: \"climbUnacknowledgedAfter\" has no time for it.");
            }
        }
    }

    /// <summary>A rung is reached by a step of a ladder that a running clock has, or by climbing past the lowest one told.</summary>
    private static void CheckRungs(PolicyPack pack, string file)
    {
        var steps = (
            from clock in pack.Clocks
            where clock.Active && clock.Ladder is not null && pack.Ladders.ContainsKey(clock.Ladder)
            from row in pack.Ladders[clock.Ladder!].Rows
            from step in row.Value
            from rung in step.Rungs
            select pack.RungOrder(rung)).ToHashSet();
        var climbed = pack.ClimbUpTo.Values.Select(pack.RungOrder).DefaultIfEmpty(-1).Max();
        for (var i = 0; i < pack.Rungs.Length; i++)
        {
            if (!steps.Contains(i) && !(i <= climbed && steps.Any(told => told < i)))
            {
                throw new PolicyRefusedException(
                    file, null, $"$.rungs[{i}]",
                    $"The rung \"{pack.Rungs[i].Id}\" is reached by no ladder of a running clock, and no climb comes to it.");
            }
        }
    }
}
