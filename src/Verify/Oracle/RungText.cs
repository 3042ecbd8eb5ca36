using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>The rungs of a pack, lowest first, the desks they lead to, and how far up want of acknowledgement carries.</summary>
internal sealed record RungText(
    ImmutableArray<RungOfPack> Rungs,
    FrozenDictionary<string, string> Places,
    FrozenDictionary<string, Allowance> ClimbAfter,
    FrozenDictionary<string, string> ClimbUpTo)
{
    /// <summary>Whether the pack says which desk a rung is.</summary>
    public bool NamesDesks => Places.Count > 0;

    public static RungText Read(JsonElement pack) => new(
        pack.TryGetProperty("rungs", out var rungs) ? [.. rungs.EnumerateArray().Select(RungOfPack.Read)] : [],
        Table(pack, "desks", desks => desks.EnumerateArray().Select(desk =>
            KeyValuePair.Create(desk.GetProperty("id").GetString()!, desk.GetProperty("place").GetString()!))),
        Table(pack, "climbUnacknowledgedAfter", after => after.EnumerateObject().Select(row =>
            KeyValuePair.Create(row.Name, Allowance.Read(row.Value)))),
        Table(pack, "climbUpTo", upTo => upTo.EnumerateObject().Select(row => KeyValuePair.Create(row.Name, row.Value.GetString()!))));

    /// <summary>How far up a rung stands; -1: it is none of them.</summary>
    public int Place(string rung)
    {
        for (var i = 0; i < Rungs.Length; i++)
        {
            if (Rungs[i].Id == rung)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The time to acknowledge and the highest rung that want of it reaches; null: nothing climbs.</summary>
    public (Allowance After, int UpTo)? Climb(string? grade) =>
        Row(ClimbAfter, grade) is { } after && Row(ClimbUpTo, grade) is { } upTo ? (after, Place(upTo)) : null;

    /// <summary>Which desk that rung is for an owner; null: none.</summary>
    public string? Desk(RungOfPack rung, CaseOwner owner)
    {
        if (!NamesDesks || (rung.Offered && rung.Desks.IsEmpty))
        {
            return rung.Id;
        }

        var row = rung.Desks.FirstOrDefault(desk => desk.Takes(owner));
        return row is null ? null : Places[row.Desk] switch
        {
            "facility" => $"{row.Desk}@{owner.Facility}",
            "region" => $"{row.Desk}@{owner.Region}",
            _ => row.Desk,
        };
    }

    private static T? Row<T>(FrozenDictionary<string, T> table, string? grade)
        where T : class =>
        grade is not null && table.TryGetValue(grade, out var own) ? own : table.GetValueOrDefault("any");

    private static FrozenDictionary<string, T> Table<T>(
        JsonElement pack, string name, Func<JsonElement, IEnumerable<KeyValuePair<string, T>>> rows) =>
        (pack.TryGetProperty(name, out var json) ? rows(json) : []).ToFrozenDictionary();
}

/// <summary>A rung.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Desks">For which facilities it is which desk; the first that takes one counts.</param>
/// <param name="Accused">It is passed over where this is who is accused.</param>
/// <param name="Sealed">It may be told of what lives with the inspectorate.</param>
/// <param name="Offered">It is no desk but an offer to the complainant.</param>
internal sealed record RungOfPack(string Id, ImmutableArray<DeskOfRung> Desks, string? Accused, bool Sealed, bool Offered)
{
    public static RungOfPack Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.TryGetProperty("desks", out var desks) ? [.. desks.EnumerateArray().Select(DeskOfRung.Read)] : [],
        Filing.Text(json, "accused"),
        json.TryGetProperty("sealed", out var isSealed) && isSealed.GetBoolean(),
        json.TryGetProperty("offered", out var offered) && offered.GetBoolean());
}

/// <summary>A desk and the facilities it is there for; null: it does not ask.</summary>
internal sealed record DeskOfRung(string Desk, FrozenSet<string>? Owners, FrozenSet<string>? Kinds, FrozenSet<string>? Classes)
{
    public static DeskOfRung Read(JsonElement json) => new(
        json.GetProperty("desk").GetString()!, Audience.Words(json, "owners"), Audience.Words(json, "kinds"), Audience.Words(json, "classes"));

    public bool Takes(CaseOwner owner) =>
        Owners?.Contains(owner.Ownership) != false
        && Kinds?.Contains(owner.Kind) != false
        && (Classes is null || (owner.Class is { } @class && Classes.Contains(@class)));
}
