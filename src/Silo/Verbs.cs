using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Moving;
using Monitoring.Silo.Options;
using Monitoring.Silo.Replay;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Storage.Sqlite;
using Monitoring.Silo.WhatIf;
using Monitoring.Silo.Year;

namespace Monitoring.Silo;

/// <summary>The verbs of <c>./run</c>.</summary>
public static class Verbs
{
    private const string Help = $"""
        ./run                     serve: http://127.0.0.1:5080
            --port N              another port; 0 picks a free one
            --address IP          where it listens (127.0.0.1)
            --data DIR            folder of the keys and the SQLite file (./data)
            --db CONNECTION       a PostgreSQL database instead of the SQLite file
            --role silo|board     with --db: board serves pages and API, and hosts no grain (Orleans only)
            --silo-port N --gateway-port N
                                  with --db: where other silos and boards reach this silo; 0 picks free ones
            --demo                a simulated province with invented names, labelled SIMULASI
            --faults              with --demo: the province suffers faults, to drill for a bad day (docs/drill.md)
            --clock xN            with --demo: the clock runs N times as fast
            --seed N              with --demo: another province
            --policy FILE --calendar FILE --facilities FILE
                                  other promises, another calendar, another roster
            --engine E            orleans or embedded; without it ./run looks which one restores
        {ReplayOptions.Usage}
                                  feed recorded cases through the real grains on a virtual clock
        {WhatIfOptions.Usage}
        {YearOptions.Usage}
        {MoveVerbs.Usage}
        {VerifyVerb.Usage}
        ./run simulate            live through storms on virtual time and check every invariant; ./run simulate --help
        ./run bench [WHAT]        measure; ./run bench --help
        ./run defects [NAME...]   plant known defects in a copy of the source and see that the tests catch each
        """;

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>0 when it did what was asked; 1 when that failed; 2 when it was asked something that makes no sense.</returns>
    public static async Task<int> Run(string[] args, TimeProvider wall)
    {
        try
        {
            return args switch
            {
                ["--help" or "-h" or "help", ..] or [_, "--help" or "-h", ..] => Say(Help),
                ["replay", .. var rest] when rest.Any(IsCompare) => await WhatIfVerb.Run(rest, Console.Out),
                ["replay", .. var rest] => await Replayed(rest),
                ["year", .. var rest] => await Year(rest),
                ["export", .. var rest] => await MoveVerbs.Export(rest, Console.Out),
                ["import", .. var rest] => await MoveVerbs.Import(rest, Console.Out),
                ["verify", .. var rest] => await VerifyVerb.Run(rest, wall, Console.Out),
                [] or [['-', ..], ..] => await Serve.Run(ReadOptions.From(args), wall),
                [var unknown, ..] => throw new OptionsException([$"There is no verb {unknown}. ./run --help lists them."]),
            };
        }
        catch (OptionsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (Exception e) when (e is PolicyRefusedException or StorageRefusedException or SqliteFailedException
            or StorageUnknownException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static bool IsCompare(string arg) => arg.Split('=')[0] == "--compare";

    private static Task<int> Year(string[] args)
    {
        var options = YearOptions.From(args);
#if EMBEDDED
        return YearVerb.Run(options, Virtually(options.Settings), Console.Out, Console.Error);
#else
        throw new OptionsException([$"{options.Days} days were not lived: virtual time is the Embedded engine's, and ./run year builds that."]);
#endif
    }

#if EMBEDDED
    /// <summary>A reminder every hour would tick for years of virtual time, and memory is no matter for so short a life.</summary>
    private static Grains.WakerOptions Virtually(SiloOptions settings) =>
        SiloApp.Wakers(settings) with { FacilityReminder = false, SleepAfterFiling = false };
#endif

    private static Task<int> Replayed(string[] args)
    {
        var options = ReplayOptions.From(args);
#if EMBEDDED
        return ReplayVerb.Run(options, Virtually(ReadOptions.From([])), Console.Out);
#else
        throw new OptionsException([$"{options.Cases} was not replayed: virtual time is the Embedded engine's, and ./run replay builds that."]);
#endif
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }
}
