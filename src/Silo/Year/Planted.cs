using System.Collections.Frozen;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Year;

/// <summary>What is wrong in an otherwise normal year, so that it can be seen whether it is found.</summary>
/// <param name="Silent">Where nothing comes in for a while, and nothing is reported either.</param>
/// <param name="ChannelDown">A channel that is dead in the whole province.</param>
/// <param name="Gaming">Facilities that answer late and report that all was in time.</param>
internal sealed record Planted(Outage Silent, Outage ChannelDown, FrozenSet<string> Gaming)
{
    private const int SilentFor = 40;
    private const int DownFor = 10;
    private const int HowManyGame = 3;

    public IEnumerable<Outage> Outages => [Silent, ChannelDown];

    /// <summary>Among the larger hospitals, where it can be told from chance.</summary>
    public static Planted In(IReadOnlyList<(Owner Facility, double PerDay)> facilities, DateTimeOffset fromAt, int days)
    {
        var busiest = facilities.Where(f => f.Facility.Kind == "hospital").OrderByDescending(f => f.PerDay).Select(f => f.Facility.Facility).ToList();
        var silentFrom = fromAt.AddDays(days * 0.55);
        var downFrom = fromAt.AddDays(days * 0.3);
        return new Planted(
            new Outage(null, busiest[busiest.Count / 3], silentFrom, silentFrom.AddDays(SilentFor)),
            new Outage("WHATSAPP", null, downFrom, downFrom.AddDays(DownFor)),
            busiest.Take(2 * HowManyGame).Where((_, place) => place % 2 == 0).ToFrozenSet(StringComparer.Ordinal));
    }
}
