using System.Globalization;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.WhatIf;

/// <summary>What <c>./run replay --compare</c> was asked.</summary>
/// <param name="Settings">Policy, calendar, and the store, if no recorded file was named.</param>
/// <param name="Compare">The policy pack that the other is compared with.</param>
/// <param name="CompareCalendar">Its calendar; null: the same.</param>
/// <param name="Recorded">A recorded file; null: a store is read.</param>
/// <param name="Map">Its map.</param>
/// <param name="Facilities">The roster that says of what kind the facilities of a recorded file are; null: of none.</param>
/// <param name="Figures">CSV file for the figures.</param>
/// <param name="Cases">CSV file for the cases that differ.</param>
/// <param name="AsOf">How far is looked; null: to the last instant that is recorded.</param>
internal sealed record WhatIfOptions(
    SiloOptions Settings,
    string Compare,
    string? CompareCalendar,
    string? Recorded,
    string? Map,
    string? Facilities,
    string? Figures,
    string? Cases,
    DateTimeOffset? AsOf)
{
    public const string Usage = """
        ./run replay --policy P2.json --compare P1.json [--data DIR | --db CONNECTION | CASES.csv --map MAP.json]
                                  what if: who would have been late and who told, under P2 and under P1; reads, never writes a store
            --calendar FILE --compare-calendar FILE
                                  the calendar of both, or of P1 alone (the shipped one)
            --csv FILE --cases FILE
                                  the figures, and the cases that differ, as CSV
            --as-of INSTANT       up to when; else up to the last instant recorded
            --facilities FILE     for a recorded file: the roster with kinds, owners and regions
        """;

    private static readonly string[] Own = ["--compare", "--compare-calendar", "--map", "--facilities", "--csv", "--cases", "--as-of"];
    private static readonly string[] Settable = ["--policy", "--calendar", "--data", "--db"];

    /// <exception cref="OptionsException">It makes no sense.</exception>
    public static WhatIfOptions From(IReadOnlyList<string> args)
    {
        string? recorded = null;
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [['-', ..] left, var right] ? (left, right) : (args[i], null);
            if (Own.Contains(name) || Settable.Contains(name))
            {
                value ??= ++i < args.Count ? args[i] : throw Wrong($"{name} needs a value.");
                own[name] = value;
                settings.AddRange(Settable.Contains(name) ? [name, value] : []);
            }
            else if (recorded is null && !name.StartsWith('-'))
            {
                recorded = name;
            }
            else
            {
                throw Wrong($"There is no option {args[i]}.");
            }
        }

        if (!own.ContainsKey("--policy"))
        {
            throw Wrong("Name the policy to be tried: --policy P2.json.");
        }

        if ((recorded is null) != !own.ContainsKey("--map") || (recorded is not null && (own.ContainsKey("--data") || own.ContainsKey("--db"))))
        {
            throw Wrong("Name one source: a store, or a recorded file with its map.");
        }

        return new WhatIfOptions(
            ReadOptions.From(settings),
            own["--compare"],
            own.GetValueOrDefault("--compare-calendar"),
            recorded,
            own.GetValueOrDefault("--map"),
            own.GetValueOrDefault("--facilities"),
            own.GetValueOrDefault("--csv"),
            own.GetValueOrDefault("--cases"),
            own.TryGetValue("--as-of", out var asOf) ? Instant(asOf) : null);
    }

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : throw Wrong($"--as-of must be an instant as in 2026-05-04T02:00:00Z; it is '{text}'.");

    private static OptionsException Wrong(string mistake) => new([mistake, "Usage:", Usage]);
}
