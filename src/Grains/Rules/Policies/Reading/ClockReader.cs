using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads one clock of a pack. Everything that makes it a promise somebody can check must be said.</summary>
internal static class ClockReader
{
    private static readonly Dictionary<string, LimitBy> LimitMembers = new()
    {
        ["limit"] = LimitBy.Nothing,
        ["limitByGrade"] = LimitBy.Grade,
        ["limitByClass"] = LimitBy.Class,
        ["limitByCategory"] = LimitBy.Category,
    };

    private static readonly Dictionary<string, Expiry> Expiries = new()
    {
        ["breach"] = Expiry.Breach,
        ["close"] = Expiry.Close,
        ["withdraw"] = Expiry.Withdraw,
    };

    private static readonly Dictionary<string, ClockOwner> Owners = new()
    {
        ["facility"] = ClockOwner.Facility,
        ["province"] = ClockOwner.Province,
    };

    internal static readonly Dictionary<string, Verification> Verifications = new()
    {
        ["law"] = Verification.Law,
        ["secondary"] = Verification.Secondary,
        ["practice"] = Verification.Practice,
        ["product"] = Verification.Product,
    };

    public static ClockRule Read(PlacedJson json, GradeNames grades, IReadOnlyCollection<string> ladders)
    {
        json.WithOnly(
            [
                "id", "label", "start", "again", "restart", "stop", .. LimitMembers.Keys, "extendedTo", "pausable", "owner",
                "appliesTo", "ladder", "onExpiry", "basis", "verified", "active", "dossier",
            ]);
        var start = MilestoneReader.Read(json.Required("start"));
        var again = Again(json.Optional("again"));
        var limits = Limits(json, grades);
        OnlyWhereItWasPromised(json, limits, start, again);
        var restart = Restart(json);
        var onExpiry = OnExpiry(json.Optional("onExpiry"), limits);
        if (onExpiry != Expiry.Breach && again.Concat(restart).Append(start).Any(ClockRule.EndsTheCase))
        {
            // each end would start the running that ends it again, for ever
            throw json.Required("onExpiry").Refuse("A clock that ends the case cannot start where the case ends.");
        }

        return new ClockRule(
            json.Required("id").Id(),
            LocalTextReader.Read(json.Required("label")),
            start,
            again,
            Stop(json.Required("stop"), start, again),
            limits,
            Pausable(json.Required("pausable"), limits),
            ReadAppliesTo(json.Required("appliesTo"), grades),
            Ladder(json.Optional("ladder"), ladders),
            onExpiry,
            json.Required("basis").Text(),
            json.Required("verified").OneOf("degree of verification", Verifications),
            json.Optional("active")?.Flag() ?? true)
        {
            Restart = restart,
            ExtendedTo = ExtendedTo(json.Optional("extendedTo"), limits),
            Owner = json.Optional("owner")?.OneOf("owner", Owners) ?? ClockOwner.Facility,
            OffersDossier = json.Optional("dossier")?.Flag() ?? false,
        };
    }

    /// <summary>One milestone, or a list of them.</summary>
    private static ImmutableArray<Milestone> Again(PlacedJson? json) => json switch
    {
        null => [],
        { Kind: JsonValueKind.String } => [MilestoneReader.Read(json)],
        _ => Milestones(json),
    };

    private static ImmutableArray<Milestone> Milestones(PlacedJson json)
    {
        json.DistinctTexts();
        return [.. json.Items().Select(MilestoneReader.Read)];
    }

    private static ImmutableArray<Milestone> Restart(PlacedJson clock)
    {
        if (clock.Optional("restart") is not { } json)
        {
            return [];
        }

        var again = clock.Optional("again");
        var elsewhere = new[] { clock.Required("start") }
            .Concat(clock.Required("stop").Items())
            .Concat(again is null ? [] : again.Kind == JsonValueKind.String ? [again] : again.Items())
            .Select(item => item.Text())
            .ToHashSet(StringComparer.Ordinal);
        foreach (var item in json.Items())
        {
            if (elsewhere.Contains(item.Text()))
            {
                throw item.Refuse($"\"{item.Text()}\" stands in start, again or stop too; a milestone that restarts does just that.");
            }
        }

        return Milestones(json);
    }

    private static bool Pausable(PlacedJson json, LimitTable limits) =>
        json.Flag() && limits.Rows.Values.Any(limit => limit.IsGiven)
            ? throw json.Refuse("A deadline set by an outside body, or promised by the owner, is not ours to pause.")
            : json.Flag();

    /// <summary>Who acknowledges may promise an answer; nothing else that happens holds a promised time.</summary>
    private static void OnlyWhereItWasPromised(PlacedJson json, LimitTable limits, Milestone start, ImmutableArray<Milestone> again)
    {
        if (limits.Rows.Values.Any(limit => limit is Limit.Promised)
            && again.Append(start).Any(milestone => milestone != Milestone.Acknowledged))
        {
            throw json.Required("start").Refuse("A promised answer time starts at \"acknowledged\" and nowhere else: there it was promised.");
        }
    }

    /// <summary>A limit that a later grade or class could shorten would end the case in the past.</summary>
    private static Expiry OnExpiry(PlacedJson? json, LimitTable limits)
    {
        var expiry = json?.OneOf("outcome of expiry", Expiries) ?? Expiry.Breach;
        return expiry == Expiry.Breach || limits.By == LimitBy.Nothing
            ? expiry
            : throw json!.Refuse("Only a clock with one limit can end a case by expiring.");
    }

    private static Limit? ExtendedTo(PlacedJson? json, LimitTable limits)
    {
        if (json is null)
        {
            return null;
        }

        if (limits.By != LimitBy.Nothing)
        {
            throw json.Refuse("Only a clock with one limit can be extended.");
        }

        var extended = LimitReader.ReadComputed(json);
        return (limits.Rows[LimitTable.Only], extended) switch
        {
            (Limit.Elapsed a, Limit.Elapsed b) when b.Within > a.Within => b,
            (Limit.WorkingHours a, Limit.WorkingHours b) when b.Within > a.Within => b,
            (Limit.CalendarDays a, Limit.CalendarDays b) when b.Days > a.Days && a.Until == b.Until => b,
            (Limit.WorkingDays a, Limit.WorkingDays b) when b.Days > a.Days && a.Until == b.Until => b,
            _ => throw json.Refuse("An extension is longer than the limit and of the same kind."),
        };
    }

    private static ImmutableArray<Milestone> Stop(PlacedJson json, Milestone start, ImmutableArray<Milestone> again)
    {
        json.DistinctTexts();
        var stop = ImmutableArray.CreateBuilder<Milestone>();
        foreach (var item in json.Items())
        {
            var milestone = MilestoneReader.Read(item);
            if (milestone == start && again.IsEmpty)
            {
                // with epochs it makes sense: what started a running ends it when it happens once more
                throw item.Refuse("The clock would stop at the milestone that starts it, and never start again.");
            }

            stop.Add(milestone);
        }

        return stop.ToImmutable();
    }

    private static LimitTable Limits(PlacedJson json, GradeNames grades)
    {
        var given = json.Members().Where(member => LimitMembers.ContainsKey(member.Name)).ToList();
        if (given is not [var (name, _, value)])
        {
            throw json.Refuse($"A clock has exactly one of {string.Join(", ", LimitMembers.Keys)}; this one has {given.Count}.");
        }

        var by = LimitMembers[name];
        return by == LimitBy.Nothing
            ? new LimitTable(by, ImmutableDictionary<string, Limit>.Empty.Add(LimitTable.Only, LimitReader.Read(value)))
            : new LimitTable(by, LimitRows(value, by, grades));
    }

    private static ImmutableDictionary<string, Limit> LimitRows(PlacedJson json, LimitBy by, GradeNames grades)
    {
        var rows = ImmutableDictionary.CreateBuilder<string, Limit>();
        foreach (var member in json.Members())
        {
            if (by == LimitBy.Grade)
            {
                grades.CheckKey(json, member, LimitTable.Ungraded);
            }

            rows.Add(member.Name, LimitReader.Read(member.Value));
        }

        return rows.Count > 0 ? rows.ToImmutable() : throw json.Refuse("The table of limits is empty.");
    }

    private static AppliesTo ReadAppliesTo(PlacedJson json, GradeNames grades)
    {
        json.WithOnly(
            "kinds", "channels", "categories", "classes", "grades", "owners", "whistleblower", "exceptClasses", "exceptOwners");
        foreach (var grade in json.Optional("grades")?.Items() ?? [])
        {
            grades.Check(grade);
        }

        return new AppliesTo(
            Kinds(json),
            Texts(json, "channels"),
            Texts(json, "categories"),
            Texts(json, "classes"),
            Texts(json, "grades"),
            Texts(json, "owners"),
            json.Optional("whistleblower")?.Flag())
        {
            ExceptClasses = Texts(json, "exceptClasses"),
            ExceptOwners = Texts(json, "exceptOwners"),
        };
    }

    /// <summary>A promise is the triage desk's or the facilities': the two count a case's time differently.</summary>
    private static ImmutableArray<string> Kinds(PlacedJson json)
    {
        var kinds = Texts(json, "kinds");
        return kinds.Length > 1 && kinds.Contains(Owner.TriageKind)
            ? throw json.Required("kinds").Refuse($"\"{Owner.TriageKind}\" stands alone: a clock is the triage desk's or the facilities'.")
            : kinds;
    }

    // an empty list is refused: it could be read as "nothing" as well as "anything"
    private static ImmutableArray<string> Texts(PlacedJson json, string name) => json.Optional(name)?.DistinctTexts() ?? [];

    private static string? Ladder(PlacedJson? json, IReadOnlyCollection<string> ladders)
    {
        var id = json?.Text();
        return id is null || ladders.Contains(id)
            ? id
            : throw json!.Refuse($"Unknown ladder \"{id}\"; the pack has {(ladders.Count > 0 ? string.Join(", ", ladders) : "none")}.");
    }
}
