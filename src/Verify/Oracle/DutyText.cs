using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Monitoring.Verify.Oracle;

/// <summary>A duty roster as written: who is at which desk when.</summary>
public sealed class DutyText
{
    private readonly FrozenDictionary<string, (ImmutableArray<Turn> Holders, ImmutableArray<Turn> StandIns)> _desks;
    private readonly DateTimeZone _zone;

    private DutyText(JsonElement json)
    {
        _zone = DateTimeZoneProviders.Tzdb[json.GetProperty("timeZone").GetString()!];
        _desks = json.GetProperty("desks").EnumerateArray().ToFrozenDictionary(
            desk => desk.GetProperty("desk").GetString()!,
            desk => (Turn.ReadAll(desk, "holders"), Turn.ReadAll(desk, "standIns")));
    }

    public static DutyText Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new DutyText(document.RootElement);
    }

    /// <summary>Who is at a desk, or stands in there; null: the roster does not say.</summary>
    internal ImmutableArray<string>? At(string desk, DateTimeOffset at)
    {
        if (!_desks.TryGetValue(desk, out var turns))
        {
            return null;
        }

        var local = Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
        var there = There(turns.Holders, local);
        return there.IsEmpty ? There(turns.StandIns, local) : there;
    }

    /// <summary>Who holds a desk, now or at another time.</summary>
    internal IEnumerable<string> Holders(string desk) =>
        _desks.TryGetValue(desk, out var turns) ? turns.Holders.Select(turn => turn.Holder) : [];

    private static ImmutableArray<string> There(ImmutableArray<Turn> turns, LocalDateTime local) =>
        [.. turns.Where(turn => turn.Covers(DateOnly.FromDateTime(local.ToDateTimeUnspecified()), (60 * local.Hour) + local.Minute))
            .Select(turn => turn.Holder).Distinct()];

    /// <summary>When somebody is there.</summary>
    private sealed record Turn(
        string Holder, DateOnly From, DateOnly To, Week? Week, ImmutableArray<(DateOnly From, DateOnly To)> Away)
    {
        public static ImmutableArray<Turn> ReadAll(JsonElement desk, string name) =>
            desk.TryGetProperty(name, out var turns) ? [.. turns.EnumerateArray().Select(Read)] : [];

        public bool Covers(DateOnly day, int minute) =>
            From <= day && day <= To
            && Away.All(away => day < away.From || day > away.To)
            && (Week is null || Week.On(day.DayOfWeek).Any(hours => hours.FromMinute <= minute && minute < hours.ToMinute));

        private static Turn Read(JsonElement json) => new(
            json.GetProperty("holder").GetString()!,
            Date(json, "from") ?? DateOnly.MinValue,
            Date(json, "to") ?? DateOnly.MaxValue,
            json.TryGetProperty("week", out var week) ? Week.Read(week) : null,
            json.TryGetProperty("away", out var away)
                ? [.. away.EnumerateArray().Select(range => (Date(range, "from")!.Value, Date(range, "to")!.Value))]
                : []);

        private static DateOnly? Date(JsonElement json, string name) => json.TryGetProperty(name, out var date)
            ? DateOnly.ParseExact(date.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }
}

/// <summary>Which duty roster an event names.</summary>
public sealed record DutyName(string Id, string Version);
