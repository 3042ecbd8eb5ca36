using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Verify.Oracle;

/// <summary>A policy pack with its calendar, as the oracle reads them. Immutable but for the days it has looked at.</summary>
public sealed class OraclePolicy
{
    private OraclePolicy(
        string pack,
        string packVersion,
        ImmutableArray<Promise> promises,
        FrozenDictionary<string, FrozenDictionary<string, ImmutableArray<LadderStep>>> ladders,
        RungText rungs,
        CalendarText calendar)
    {
        Version = new PolicyNames(pack, packVersion, calendar.Id, calendar.Version);
        Promises = promises;
        Ladders = ladders;
        Rungs = rungs;
        Days = new DayByDay(calendar);
    }

    /// <summary>What runs where no policy was given: the case's own deadline, from registration to closing.</summary>
    public static OraclePolicy ExternalOnly { get; } = Read(
        """
        {
          "id": "external-only", "version": "1",
          "clocks": [{"id": "external", "start": "registered", "stop": ["closed"], "limit": {"external": true}, "appliesTo": {}}],
          "ladders": {}
        }
        """,
        """
        {"id": "utc", "version": "1", "timeZone": "UTC", "week": {}, "holidays": {}}
        """);

    /// <summary>Names and versions, as a complaint keeps them.</summary>
    public PolicyNames Version { get; }

    internal ImmutableArray<Promise> Promises { get; }

    internal FrozenDictionary<string, FrozenDictionary<string, ImmutableArray<LadderStep>>> Ladders { get; }

    /// <summary>What a facility itself owes.</summary>
    internal ImmutableArray<OwnPromise> OwnPromises { get; private init; } = [];

    /// <summary>What is looked for at facilities.</summary>
    internal ImmutableArray<AlarmText> Alarms { get; private init; } = [];

    internal RungText Rungs { get; }

    internal DayByDay Days { get; }

    public static OraclePolicy Read(string packJson, string calendarJson)
    {
        using var document = JsonDocument.Parse(packJson);
        var root = document.RootElement;
        var promises = root.GetProperty("clocks").EnumerateArray().Select(Promise.Read);
        var ladders = root.GetProperty("ladders").EnumerateObject().ToFrozenDictionary(
            ladder => ladder.Name,
            ladder => ladder.Value.EnumerateObject().ToFrozenDictionary(
                row => row.Name,
                row => row.Value.EnumerateArray().Select(LadderStep.Read).ToImmutableArray()));
        return new OraclePolicy(
            root.GetProperty("id").GetString()!,
            root.GetProperty("version").GetString()!,
            [.. promises],
            ladders,
            RungText.Read(root),
            CalendarText.Read(calendarJson))
        {
            OwnPromises = root.TryGetProperty("facilityClocks", out var own) ? [.. own.EnumerateArray().Select(OwnPromise.Read)] : [],
            Alarms = root.TryGetProperty("alarms", out var alarms)
                ? [.. alarms.EnumerateArray().Select(AlarmText.Read)]
                : [],
        };
    }

    /// <summary>The row of a ladder for a grade, or the row <c>any</c> where the grade has none.</summary>
    internal ImmutableArray<LadderStep> Row(string? ladder, string? grade)
    {
        if (ladder is null || !Ladders.TryGetValue(ladder, out var rows))
        {
            return [];
        }

        return grade is not null && rows.TryGetValue(grade, out var own) ? own : rows.GetValueOrDefault("any", []);
    }
}

/// <summary>Which pack and which calendar a complaint is judged by.</summary>
public sealed record PolicyNames(string Pack, string PackVersion, string Calendar, string CalendarVersion);
