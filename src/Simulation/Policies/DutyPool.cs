using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Verify.Oracle;

namespace Monitoring.Simulation.Policies;

/// <summary>The duty rosters of worlds: each line a first one and what it becomes. Drawn once from a seed that never changes, as packs are.</summary>
internal static class DutyPool
{
    private const ulong Seed = 0x4475_7479UL;
    private const int Lines = 24;
    private const int VersionsOfALine = 4;

    /// <summary>In drawn packs a rung is its own desk; Banten's desks stand at places.</summary>
    private static readonly Lazy<ImmutableArray<Line>> OfRungs = new(() => Build(0, ["R0", "R1", "R2", "R3", "R4"]));

    private static readonly Lazy<ImmutableArray<Line>> OfBanten = new(() => Build(1, BantensDesks()));

    public static Line Draw(Dice dice, int promises) => dice.One((promises == 0 ? OfBanten : OfRungs).Value.AsSpan());

    private static ImmutableArray<Line> Build(int kind, ImmutableArray<string> desks)
    {
        var dice = new Dice(Dice.Seed(Seed, kind));
        return
        [
            .. Enumerable.Range(0, Lines).Select(line => new Line(
            [
                .. Enumerable.Range(1, VersionsOfALine).Select(version =>
                    Duty.Read(RandomDuty.Draw(dice, $"duty-{kind}-{line}", $"2026.{version}", desks))),
            ])),
        ];
    }

    private static ImmutableArray<string> BantensDesks()
    {
        using var pack = JsonDocument.Parse(PromisePool.Lines[0].First.PackJson);
        return
        [
            .. pack.RootElement.GetProperty("desks").EnumerateArray().SelectMany(desk => Places(
                desk.GetProperty("id").GetString()!, desk.GetProperty("place").GetString()!)),
        ];
    }

    private static IEnumerable<string> Places(string desk, string place) => place switch
    {
        "facility" => Enumerable.Range(0, 6).Select(n => $"{desk}@f{n}"),
        "region" => [$"{desk}@3601", $"{desk}@3671"],
        _ => [desk],
    };

    /// <summary>A roster and its revisions.</summary>
    internal sealed class Line(ImmutableArray<Duty> versions)
    {
        public ImmutableArray<Duty> Versions => versions;

        /// <summary>What an event names, as the oracle reads it; null: nothing of this line.</summary>
        public DutyText? Find(DutyName name) =>
            versions.FirstOrDefault(duty => duty.Roster.Version.Id == name.Id && duty.Roster.Version.Version == name.Version)?.Oracle;
    }
}

/// <summary>A duty roster as the product and as the oracle reads it.</summary>
internal sealed record Duty(DutyRoster Roster, DutyText Oracle)
{
    public static Duty Read(string json) => new(DutyReader.Read(json, "duty"), DutyText.Read(json));
}
