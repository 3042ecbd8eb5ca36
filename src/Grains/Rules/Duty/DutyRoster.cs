using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using NodaTime;

namespace Monitoring.Grains.Rules.Duty;

/// <summary>
/// Who holds which desk when: pseudonyms, never names. A desk that it does not list is held by itself, so that a province
/// without a roster has no empty rung.
/// </summary>
public sealed class DutyRoster
{
    private readonly FrozenDictionary<string, DeskDuty> _desks;
    private readonly CalendarZone _zone;

    internal DutyRoster(string id, string version, string timeZone, IEnumerable<DeskDuty> desks)
    {
        (Version, TimeZone) = (new DutyVersion(id, version), timeZone);
        _desks = desks.ToFrozenDictionary(duty => duty.Desk, StringComparer.Ordinal);
        _zone = CalendarZone.Named(timeZone);
    }

    /// <summary>Its id and version, as events name it.</summary>
    public DutyVersion Version { get; }

    public string TimeZone { get; }

    /// <summary>The desks that it lists, by name.</summary>
    public IEnumerable<string> Desks => _desks.Keys.Order(StringComparer.Ordinal);

    /// <summary>Who holds a desk at an instant; null for a desk that it does not list.</summary>
    public OnDuty? At(string desk, DateTimeOffset at)
    {
        if (!_desks.TryGetValue(desk, out var duty))
        {
            return null;
        }

        var local = _zone.LocalAt(at.ToUnixTimeMilliseconds());
        var holders = Present(duty.Holders, local);
        return holders.IsEmpty ? new OnDuty(Present(duty.StandIns, local), true) : new OnDuty(holders, false);
    }

    /// <summary>Everybody who holds a desk in their own right at any time.</summary>
    public IEnumerable<string> HoldersOf(string desk) =>
        _desks.TryGetValue(desk, out var duty) ? duty.Holders.Select(stint => stint.Holder) : [];

    private static ImmutableArray<string> Present(ImmutableArray<Stint> stints, LocalDateTime local) =>
        [.. stints.Where(stint => stint.Holds(local)).Select(stint => stint.Holder).Distinct(StringComparer.Ordinal)];
}

/// <summary>Which duty roster was asked.</summary>
public sealed record DutyVersion(string Id, string Version);

/// <summary>Who holds a desk at an instant.</summary>
/// <param name="Holders">Their pseudonyms; none: nobody is there.</param>
/// <param name="StandIn">Whether they stand in for who is not there.</param>
public sealed record OnDuty(ImmutableArray<string> Holders, bool StandIn);

/// <summary>A desk, who holds it, and who stands in when none of them is there.</summary>
internal sealed record DeskDuty(string Desk, ImmutableArray<Stint> Holders, ImmutableArray<Stint> StandIns);

/// <summary>When somebody is there: between two dates, in the windows of a week, and not while away.</summary>
/// <param name="Holder">A pseudonym.</param>
/// <param name="From">The first date; null: since ever.</param>
/// <param name="To">The last date; null: for good.</param>
/// <param name="Week">The windows; null: around the clock.</param>
/// <param name="Away">Dates of absence, both ends included.</param>
internal sealed record Stint(
    string Holder, LocalDate? From, LocalDate? To, WeekPlan? Week, ImmutableArray<(LocalDate From, LocalDate To)> Away)
{
    public bool Holds(LocalDateTime local)
    {
        var date = local.Date;
        var minute = (local.Hour * 60) + local.Minute;
        return !(date < From) && !(date > To)
            && !Away.Any(away => away.From <= date && date <= away.To)
            && (Week is null || Week.On(date.DayOfWeek).Any(window => window.FromMinute <= minute && minute < window.ToMinute));
    }
}
