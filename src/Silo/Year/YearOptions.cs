using System.Globalization;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Year;

/// <summary>What <c>./run year</c> was asked.</summary>
/// <param name="Settings">Policy and calendar; the roster is that of the simulated province.</param>
/// <param name="FromAt">The first instant.</param>
/// <param name="Days">How many days complaints come in.</param>
/// <param name="InTime">Which share of all promises is kept.</param>
internal sealed record YearOptions(SiloOptions Settings, DateTimeOffset FromAt, int Days, double InTime)
{
    public const string Usage = """
        ./run year [--from DATE] [--days N] [--in-time SHARE] [--seed N]
                                  live a normal year of the simulated province on virtual time, and count the alarms of its wall
        """;

    /// <summary>The province's own, which has no summer time.</summary>
    public static TimeSpan Zone { get; } = TimeSpan.FromHours(7);

    /// <summary>So long after the last arrival everything is over, silence included; an hour more, so that it does not end with a day.</summary>
    public TimeSpan Afterwards { get; init; } = TimeSpan.FromDays(90) + TimeSpan.FromHours(1);

    private const int WholeYear = 365;
    private const double MostlyInTime = 0.95;

    /// <exception cref="OptionsException">It makes no sense.</exception>
    public static YearOptions From(IReadOnlyList<string> args)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--from" or "--days" or "--in-time":
                    own[args[i]] = i + 1 < args.Count ? args[++i] : throw Wrong($"{args[i]} needs a value.");
                    break;
                case "--seed" or "--policy" or "--calendar":
                    settings.AddRange([args[i], i + 1 < args.Count ? args[++i] : throw Wrong($"{args[i]} needs a value.")]);
                    break;
                default:
                    throw Wrong($"There is no option {args[i]}.");
            }
        }

        return new YearOptions(
            ReadOptions.From(settings),
            Midnight(own.GetValueOrDefault("--from", "2026-01-01")),
            Count(own.GetValueOrDefault("--days")),
            Share(own.GetValueOrDefault("--in-time")));
    }

    private static DateTimeOffset Midnight(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date, TimeOnly.MinValue, Zone).ToUniversalTime()
            : throw Wrong($"--from must be a date as in 2026-01-01; it is '{text}'.");

    private static int Count(string? text) =>
        text is null ? WholeYear
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3660 ? days
        : throw Wrong($"--days must be a whole number from 1 to 3660; it is '{text}'.");

    private static double Share(string? text) =>
        text is null ? MostlyInTime
        : double.TryParse(text, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw Wrong($"--in-time must be a share from 0 to 1; it is '{text}'.");

    private static OptionsException Wrong(string mistake) => new([mistake, "Usage:", Usage]);
}
