namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>
/// Two hundred simulated facilities: seventy hospitals that get from one complaint in ten days to one and a half a day,
/// and a hundred and thirty puskesmas that get from one in a hundred days to one in five. Invented numbers: what real ones
/// get is not known.
/// </summary>
internal static class Province
{
    public const int Hospitals = 70;
    public const int Puskesmas = 130;
    public const int Facilities = Hospitals + Puskesmas;

    /// <summary>Half a year to learn from, then the year that counts.</summary>
    public const double History = 180;

    public static DateTimeOffset Start { get; } = new(2025, 7, 5, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset YearAt => Start.AddDays(History);

    public static DateTimeOffset EndAt => YearAt.AddDays(365);

    public static IEnumerable<SimulatedFacility> Draw(Chance chance) => Enumerable.Range(0, Facilities).Select(i => i < Hospitals
        ? new SimulatedFacility($"rs{i:000}", "hospital", chance.LogUniform(0.1, 1.5))
        : new SimulatedFacility($"pkm{i:000}", "puskesmas", chance.LogUniform(0.01, 0.2)));
}

/// <summary>A facility and how many complaints a day it really gets.</summary>
internal sealed record SimulatedFacility(string Id, string Class, double Rate);
