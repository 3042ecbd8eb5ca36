using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies.Reading;

namespace Monitoring.Grains.Rules.Policies;

/// <summary>Reads a policy pack from its JSON form and refuses whatever does not make sense, by name and line.</summary>
public static class PolicyReader
{
    /// <param name="json">The whole file.</param>
    /// <param name="name">The file's name, for the refusal.</param>
    /// <exception cref="PolicyRefusedException">The first thing that is wrong with it.</exception>
    public static PolicyPack Read(string json, string name)
    {
        var pack = PlacedJson.Parse(json, name).WithOnly(
            "$schema", "id", "version", "title", "calendar", "grades", "rungs", "clocks", "ladders", "climbUnacknowledgedAfter",
            "facilityClocks", "alarms", "desks", "climbUpTo");
        pack.Optional("$schema")?.Text();
        var grades = GradeNames.Read(pack.Required("grades"));
        var desks = pack.Optional("desks") is { } declared ? Distinct(declared, "desk", desk => desk.Id, RungReader.Desk) : [];
        var rungs = Rungs(pack.Required("rungs"), desks);
        var ladders = Ladders(pack.Required("ladders"), grades, [.. rungs.Select(rung => rung.Id)]);
        return new PolicyPack(
            pack.Required("id").Id(),
            pack.Required("version").Version(),
            LocalTextReader.Read(pack.Required("title")),
            pack.Required("calendar").Id(),
            grades.Declared,
            rungs,
            Clocks(pack.Required("clocks"), grades, [.. ladders.Keys]),
            ladders,
            ClimbAfter(pack.Optional("climbUnacknowledgedAfter"), grades))
        {
            FacilityClocks = pack.Optional("facilityClocks") is { } own
                ? Distinct(own, "clock", clock => clock.Id, item => FacilityClockReader.Read(item, ladders))
                : [],
            Alarms = pack.Optional("alarms") is { } alarms
                ? Distinct(alarms, "alarm", alarm => alarm.Id, item => AlarmReader.Read(item, rungs))
                : [],
            Desks = desks,
            ClimbUpTo = ClimbUpTo(pack, grades, rungs),
        };
    }

    private static ImmutableArray<Rung> Rungs(PlacedJson json, ImmutableArray<Desk> desks)
    {
        var rungs = Distinct(json, "rung", rung => rung.Id, item => RungReader.Rung(item, desks));
        RungReader.CheckOrder(json, rungs, desks);
        return rungs;
    }

    private static ImmutableDictionary<string, Ladder> Ladders(PlacedJson json, GradeNames grades, ImmutableArray<string> rungs) =>
        json.Members().ToImmutableDictionary(
            ladder => json.IdOf(ladder),
            ladder => LadderReader.Read(ladder.Name, ladder.Value, grades, rungs));

    private static ImmutableArray<ClockRule> Clocks(PlacedJson json, GradeNames grades, ImmutableArray<string> ladders)
    {
        var clocks = Distinct(json, "clock", clock => clock.Id, item => ClockReader.Read(item, grades, ladders));
        return clocks.IsEmpty ? throw json.Refuse("A pack without a clock promises nothing.") : clocks;
    }

    private static ImmutableDictionary<string, Limit> ClimbAfter(PlacedJson? json, GradeNames grades)
    {
        var after = ImmutableDictionary.CreateBuilder<string, Limit>();
        foreach (var row in json?.Members() ?? [])
        {
            grades.CheckKey(json!, row, Ladder.Any);
            after.Add(row.Name, LimitReader.ReadComputed(row.Value));
        }

        return after.ToImmutable();
    }

    private static ImmutableDictionary<string, string> ClimbUpTo(PlacedJson pack, GradeNames grades, ImmutableArray<Rung> rungs)
    {
        var upTo = ImmutableDictionary.CreateBuilder<string, string>();
        if (pack.Optional("climbUpTo") is not { } json)
        {
            return upTo.ToImmutable();
        }

        if (pack.Optional("climbUnacknowledgedAfter") is null)
        {
            throw json.Refuse("Nothing climbs without \"climbUnacknowledgedAfter\".");
        }

        foreach (var row in json.Members())
        {
            grades.CheckKey(json, row, Ladder.Any);
            var id = row.Value.Text();
            upTo.Add(row.Name, rungs.FirstOrDefault(rung => rung.Id == id) switch
            {
                null => throw row.Value.Refuse($"Unknown rung \"{id}\"; the pack declares {string.Join(", ", rungs.Select(rung => rung.Id))}."),
                { Offered: true } => throw row.Value.Refuse($"The rung \"{id}\" is offered to the complainant; nothing climbs to it."),
                _ => id,
            });
        }

        return upTo.ToImmutable();
    }

    private static ImmutableArray<T> Distinct<T>(PlacedJson json, string what, Func<T, string> idOf, Func<PlacedJson, T> read)
    {
        var ids = new HashSet<string>();
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var item in json.Items())
        {
            var value = read(item);
            if (!ids.Add(idOf(value)))
            {
                throw item.Required("id").Refuse($"The {what} \"{idOf(value)}\" is declared twice.");
            }

            values.Add(value);
        }

        return values.ToImmutable();
    }
}
