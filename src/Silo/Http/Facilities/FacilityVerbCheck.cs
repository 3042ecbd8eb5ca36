using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.Http.Facilities;

/// <summary>Turns a facility verb and its body into a command, or says what is wrong with it.</summary>
internal static class FacilityVerbCheck
{
    private const int MostComplaints = 1_000_000;

    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    /// <summary>The members that each verb takes.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["workshop"] = ["at"],
        ["visit"] = ["at"],
        ["report"] = [],
        ["zeroReport"] = [],
        ["selfReport"] = ["month", "complaints", "inTime"],
        ["forum"] = ["at"],
        ["promise"] = ["promise", "dueAt", "kept"],
        ["officer"] = [],
        ["incident"] = ["incident", "at"],
        ["notice"] = ["incident"],
        ["review"] = [],
    };

    public static bool Knows(string verb) => Members.ContainsKey(verb);

    /// <summary>The verbs that somebody may tell of a facility, by the rule that will be asked when it is told.</summary>
    public static IEnumerable<string> MayTell(Actor by, string facility) =>
        Members.Keys.Where(verb => WhoMayTell.Ask(Build(verb, new FacilityVerbBody(), by, new FieldErrors()), facility));

    /// <summary>The command, or null where <paramref name="errors"/> say why not.</summary>
    public static FacilityCommand? Command(string verb, FacilityVerbBody body, Actor by, FieldErrors errors)
    {
        foreach (var member in body.Given().Except(Members[verb], StringComparer.Ordinal))
        {
            errors.Add(member, $"{verb} does not take it.");
        }

        var command = Build(verb, body, by, errors);
        return errors.IsEmpty ? command : null;
    }

    private static FacilityCommand Build(string verb, FacilityVerbBody body, Actor by, FieldErrors errors) => verb switch
    {
        "workshop" => new HoldWorkshop(body.At) { By = by },
        "visit" => new Visit(body.At) { By = by },
        "report" => new ReportVisit { By = by },
        "zeroReport" => new ReportNothing { By = by },
        "selfReport" => Indicator(body, by, errors),
        "forum" => new HoldForum(body.At) { By = by },
        "promise" => Promise(body, by, errors),
        "officer" => new ShowOfficer { By = by },
        "incident" => new TellIncident(Code("incident", body.Incident, errors), body.At) { By = by },
        "notice" => new Notify(Code("incident", body.Incident, errors)) { By = by },
        "review" => new Review { By = by },
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "not a verb"),
    };

    private static ReportIndicator Indicator(FacilityVerbBody body, Actor by, FieldErrors errors)
    {
        if (body.Month is null || Months.FirstDay(body.Month) is not { Year: >= FirstYear and <= LastYear })
        {
            errors.Add("month", "A month is required, as in 2026-01.");
        }

        if (body.Complaints is not (>= 0 and <= MostComplaints))
        {
            errors.Add("complaints", "How many complaints were counted is required, 0 included.");
        }

        if (body.InTime is not >= 0 || body.InTime > body.Complaints)
        {
            errors.Add("inTime", "How many of them were in time is required; not more than there were.");
        }

        return new ReportIndicator(body.Month ?? "", body.Complaints ?? 0, body.InTime ?? 0) { By = by };
    }

    private static FacilityCommand Promise(FacilityVerbBody body, Actor by, FieldErrors errors)
    {
        var code = Code("promise", body.Promise, errors);
        if (body.Kept == true && body.DueAt is null)
        {
            return new KeepPromise(code) { By = by };
        }

        if (body.Kept is not null || body.DueAt is null)
        {
            errors.Add("dueAt", "A promise is made with dueAt, or kept with \"kept\": true.");
        }

        if (body.DueAt > InstantText.Latest)
        {
            errors.Add("dueAt", "It lies after the year 2099.");
        }

        return new MakePromise(code, body.DueAt ?? default) { By = by };
    }

    private static string Code(string member, string? code, FieldErrors errors)
    {
        if (code is null || !SafeCode.IsReason(code))
        {
            errors.Add(member, "It is a code of 1 to 40 lower-case letters, digits and dashes.");
        }

        return code ?? "";
    }
}
