using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads the rungs of a pack and the desks they lead to.</summary>
internal static class RungReader
{
    private static readonly Dictionary<string, DeskPlace> Places = new()
    {
        ["facility"] = DeskPlace.Facility,
        ["region"] = DeskPlace.Region,
        ["province"] = DeskPlace.Province,
    };

    public static Desk Desk(PlacedJson json)
    {
        json.WithOnly("id", "label", "place");
        return new Desk(
            json.Required("id").Id(), LocalTextReader.Read(json.Required("label")), json.Required("place").OneOf("place", Places));
    }

    public static Rung Rung(PlacedJson json, ImmutableArray<Desk> desks)
    {
        json.WithOnly("id", "label", "desks", "accused", "sealed", "offered");
        return new Rung(json.Required("id").Id(), LocalTextReader.Read(json.Required("label")))
        {
            Desks = Rows(json, desks),
            Accused = json.Optional("accused")?.Text(),
            Sealed = json.Optional("sealed")?.Flag() ?? false,
            Offered = json.Optional("offered")?.Flag() ?? false,
        };
    }

    /// <summary>What is offered stands above every desk, every desk is some rung's, and a sealed case finds one.</summary>
    public static void CheckOrder(PlacedJson json, ImmutableArray<Rung> rungs, ImmutableArray<Desk> desks)
    {
        for (var i = 1; i < rungs.Length; i++)
        {
            if (rungs[i - 1].Offered && !rungs[i].Offered)
            {
                throw json.Items()[i].Refuse($"The rung \"{rungs[i].Id}\" stands above \"{rungs[i - 1].Id}\", which is offered to the complainant: nothing climbs past that.");
            }
        }

        foreach (var desk in desks.Where(desk => !rungs.Any(rung => rung.Desks.Any(row => row.Desk == desk.Id))))
        {
            throw json.Refuse($"No rung leads to the desk \"{desk.Id}\".");
        }

        if (!desks.IsEmpty && !rungs.Any(rung => rung is { Sealed: true, Offered: false }))
        {
            throw json.Refuse("No rung is \"sealed\": nobody could be told of a case that lives with the inspectorate.");
        }
    }

    private static ImmutableArray<DeskRow> Rows(PlacedJson rung, ImmutableArray<Desk> desks)
    {
        if (rung.Optional("desks") is not { } json)
        {
            return desks.IsEmpty || rung.Optional("offered")?.Flag() == true
                ? []
                : throw rung.Refuse($"The rung \"{rung.Required("id").Text()}\" leads to no desk.");
        }

        var rows = ImmutableArray.CreateBuilder<DeskRow>();
        foreach (var item in json.SomeItems())
        {
            if (rows.Any(row => row.TakesAll))
            {
                throw item.Refuse("This row is never reached: the one before it takes every facility.");
            }

            rows.Add(Row(item, desks));
        }

        return rows.ToImmutable();
    }

    private static DeskRow Row(PlacedJson json, ImmutableArray<Desk> desks)
    {
        json.WithOnly("desk", "owners", "kinds", "classes");
        var desk = json.Required("desk");
        return desks.Any(known => known.Id == desk.Text())
            ? new DeskRow(desk.Text(), Texts(json, "owners"), Texts(json, "kinds"), Texts(json, "classes"))
            : throw desk.Refuse($"Unknown desk \"{desk.Text()}\"; the pack declares {(desks.IsEmpty ? "none" : string.Join(", ", desks.Select(d => d.Id)))}.");
    }

    private static ImmutableArray<string> Texts(PlacedJson json, string name) => json.Optional(name)?.DistinctTexts() ?? [];
}
