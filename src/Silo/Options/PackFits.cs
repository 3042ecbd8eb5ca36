using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Duty;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Options;

/// <summary>Whether a pack fits the province: every facility has a desk at every rung, and every word is one that a case can have.</summary>
internal static class PackFits
{
    /// <param name="pack">A pack that is to be put in force.</param>
    /// <param name="facilities">The facilities of the province.</param>
    /// <param name="codes">The words that a case and a facility can have.</param>
    /// <param name="file">What to call the pack.</param>
    /// <exception cref="PolicyRefusedException">The first thing that does not fit, by name.</exception>
    public static void Check(PolicyPack pack, IEnumerable<FacilityRecord> facilities, CodeBook codes, string file)
    {
        WhatNobodyReaches.Check(pack, file);
        CheckWords(pack, codes, file);
        if (pack.Desks.IsEmpty)
        {
            return;
        }

        foreach (var facility in facilities)
        {
            CheckDesks(pack, facility, file);
        }
    }

    private static void CheckDesks(PolicyPack pack, FacilityRecord facility, string file)
    {
        var desks = DesksOf.One(pack, facility).ToList();
        foreach (var rung in pack.Rungs.Where(rung => !rung.Offered && !desks.Exists(one => one.Rung.Id == rung.Id)))
        {
            var card = facility.Card;
            throw new PolicyRefusedException(
                file, null, $"$.rungs[{pack.RungOrder(rung.Id)}].desks",
                $"The rung \"{rung.Id}\" leads to no desk for {facility.Id}: owner {card.Owner}, kind {card.Kind}, class {card.Class ?? "none"}.");
        }

        // one desk may hold two rungs in a row; one that comes again after another would be climbed to in a circle
        for (var i = 2; i < desks.Count; i++)
        {
            var (rung, desk) = desks[i];
            if (desk != desks[i - 1].Desk && desks.FindIndex(one => one.Desk == desk) is var before && before < i - 1)
            {
                throw new PolicyRefusedException(
                    file, null, $"$.rungs[{pack.RungOrder(rung.Id)}].desks",
                    $"The climb of {facility.Id} goes round: the desk \"{desk}\" is \"{desks[before].Rung.Id}\" and, after another one, \"{rung.Id}\" again.");
            }
        }
    }

    /// <summary>What no case and no facility can be makes a desk that is never told, or a clock that never starts.</summary>
    private static void CheckWords(PolicyPack pack, CodeBook codes, string file)
    {
        for (var i = 0; i < pack.Rungs.Length; i++)
        {
            foreach (var row in pack.Rungs[i].Desks)
            {
                Known(row.Owners, codes.Owners, "owner", $"$.rungs[{i}].desks", $"the desk \"{row.Desk}\"");
                Known(row.Kinds, codes.FacilityKinds, "kind of facility", $"$.rungs[{i}].desks", $"the desk \"{row.Desk}\"");
            }
        }

        for (var i = 0; i < pack.Clocks.Length; i++)
        {
            var (asked, path, whose) = (pack.Clocks[i].AppliesTo, $"$.clocks[{i}].appliesTo", $"the clock \"{pack.Clocks[i].Id}\"");
            Known(asked.Owners, codes.Owners, "owner", path, whose);
            Known(asked.Kinds, codes.FacilityKinds, "kind of facility", path, whose);
            Known(asked.Channels, codes.Channels, "channel", path, whose);
            Known(asked.Classes, codes.Classes, "class", path, whose);
            Known(asked.Categories, codes.Categories, "category", path, whose);
        }

        void Known(IEnumerable<string> words, CodeTable table, string what, string path, string whose)
        {
            if (words.FirstOrDefault(word => !table.Contains(word)) is { } unknown)
            {
                throw new PolicyRefusedException(
                    file, null, path, $"There is no {what} \"{unknown}\", which {whose} asks for; known are {string.Join(", ", table.All.Select(code => code.Id))}.");
            }
        }
    }
}
