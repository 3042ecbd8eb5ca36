using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>Who was told at a step, who was passed over and why, and by which duty roster.</summary>
internal sealed record Telling(ImmutableArray<string> Told, ImmutableArray<string> Passed, DutyName? Duty, string? Highest)
{
    public static Telling? Read(JsonElement json)
    {
        if (!json.TryGetProperty("telling", out var telling) || telling.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var told = telling.GetProperty("told").EnumerateArray()
            .Select(one => (
                Rung: one.GetProperty("rung").GetString()!,
                Desk: one.GetProperty("desk").GetString()!,
                Holders: one.GetProperty("holders").EnumerateArray().Select(holder => holder.GetString()!).ToList()))
            .ToList();
        return new Telling(
            [.. told.Select(one => Line(one.Rung, one.Desk, one.Holders))],
            [.. telling.GetProperty("passed").EnumerateArray()
                .Select(one => $"{one.GetProperty("rung").GetString()} {one.GetProperty("why").GetString()}")],
            telling.TryGetProperty("duty", out var duty) && duty.ValueKind == JsonValueKind.Object
                ? new DutyName(duty.GetProperty("id").GetString()!, duty.GetProperty("version").GetString()!)
                : null,
            told.LastOrDefault(one => one.Holders.Count > 0).Rung);
    }

    /// <summary>Who is to be told, from the documents.</summary>
    public static Telling Reckon(
        ImmutableArray<string> asked, CaseTraits traits, CaseOwner owner, RungText rungs, (DutyName Name, DutyText Text)? duty,
        DateTimeOffset at, int? upTo)
    {
        var lines = new string?[rungs.Rungs.Length];
        var passed = new string?[rungs.Rungs.Length];
        string? highest = null;
        var highestPlace = -1;
        var accused = rungs.Rungs.Where(rung => rung.Accused is not null && rung.Accused == traits.Accused)
            .Select(rung => rungs.Desk(rung, owner)).OfType<string>()
            .SelectMany(desk => duty?.Text.Holders(desk) ?? []).ToHashSet();
        foreach (var place in asked.Select(rungs.Place).Where(place => place >= 0))
        {
            for (var at1 = place; ; at1++)
            {
                var rung = rungs.Rungs[at1];
                var desk = rungs.Desk(rung, owner);
                var there = rung.Offered || desk is null ? [] : duty?.Text.At(desk, at) ?? [desk];
                var mayBeTold = there.Where(holder => !accused.Contains(holder)).ToList();
                var why =
                    rung.Accused is not null && rung.Accused == traits.Accused ? "accused"
                    : traits.IsSealed && !rung.Sealed && !rung.Offered && rungs.Rungs.Any(other => other.Sealed) ? "sealed"
                    : desk is null ? "no-desk"
                    : rung.Offered ? null
                    : there.IsEmpty ? "empty"
                    : mayBeTold.Count == 0 ? "accused"
                    : null;
                if (why is null)
                {
                    lines[at1] = Line(rung.Id, desk!, mayBeTold);
                    if (mayBeTold.Count > 0 && at1 > highestPlace)
                    {
                        (highest, highestPlace) = (rung.Id, at1);
                    }

                    break;
                }

                passed[at1] = $"{rung.Id} {why}";
                if (at1 + 1 == rungs.Rungs.Length || rungs.Rungs[at1 + 1].Offered || at1 >= upTo)
                {
                    break;
                }
            }
        }

        return new Telling([.. lines.OfType<string>()], [.. passed.OfType<string>()], duty?.Name, highest);
    }

    public bool Same(Telling other) => Told.SequenceEqual(other.Told) && Passed.SequenceEqual(other.Passed) && Duty == other.Duty;

    public override string ToString() => $"told [{string.Join("; ", Told)}], passed over [{string.Join("; ", Passed)}], duty {Duty?.Id} {Duty?.Version}";

    private static string Line(string rung, string desk, IEnumerable<string> holders) => $"{rung} {desk}: {string.Join(' ', holders)}";
}
