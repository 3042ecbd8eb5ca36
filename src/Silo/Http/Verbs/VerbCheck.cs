using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Http.Verbs;

/// <summary>Turns a verb and its body into a command, or says what is wrong with it.</summary>
public sealed class VerbCheck(FacilityDirectory facilities, CodeBook codes)
{
    private const int LongestText = 10_000;
    private const int LongestUnit = 40;
    private const int MostMinutes = 30 * 24 * 60;

    /// <summary>The members that each verb takes.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["verify"] = ["class", "category"],
        ["grade"] = ["grade", "reason"],
        ["assign"] = ["unit"],
        ["acknowledge"] = ["answerWithinMinutes", "promisedAt", "owner", "note"],
        ["contact"] = [],
        ["act"] = [],
        ["answer"] = ["text"],
        ["reply"] = ["text"],
        ["requestCompletion"] = [],
        ["complete"] = [],
        ["hold"] = ["reason"],
        ["approve"] = ["request", "decline", "reason"],
        ["resume"] = [],
        ["extend"] = ["clock", "reason"],
        ["transfer"] = ["facility", "outside", "reason"],
        ["merge"] = ["into", "reason"],
        ["archive"] = ["reason"],
        ["appeal"] = ["reason"],
        ["close"] = ["reason"],
        ["withdraw"] = ["reason"],
        ["reopen"] = ["reason"],
        ["reveal"] = ["text", "reason"],
    };

    /// <summary>Why there is no such verb, or null if there is.</summary>
    internal static Problem? Unknown(string verb) =>
        Members.ContainsKey(verb) ? null : KnownProblems.UnknownVerb;

    /// <summary>The command, or null where <paramref name="errors"/> say why not.</summary>
    internal ComplaintCommand? Command(string verb, VerbBody body, Actor by, FieldErrors errors)
    {
        foreach (var member in body.Given().Except(Members[verb], StringComparer.Ordinal))
        {
            errors.Add(member, $"{verb} does not take it.");
        }

        var command = Build(verb, body, by, errors);
        return errors.IsEmpty ? command : null;
    }

    private ComplaintCommand? Build(string verb, VerbBody body, Actor by, FieldErrors errors) => verb switch
    {
        "verify" => Verify(body, by, errors),
        "grade" => new GradeAs(Grade(body, errors)) { By = by, Reason = OptionalReason(body, errors) },
        "assign" => new Assign(Unit(body, errors)) { By = by },
        "acknowledge" => Acknowledge(body, by, errors),
        "contact" => new Contact { By = by },
        "act" => new Act { By = by },
        "answer" => Said(body, required: true, errors, new Answer { By = by }),
        "reply" => Said(body, required: false, errors, new Reply { By = by }),
        "requestCompletion" => new RequestCompletion { By = by },
        "complete" => new Complete { By = by },
        "hold" => new Hold(Reason(body, errors)) { By = by },
        "approve" => Approve(body, by, errors),
        "resume" => new Resume { By = by },
        "extend" => new Extend(Required("clock", body.Clock, errors), Reason(body, errors)) { By = by },
        "transfer" => body.Outside is null ? Transfer(body, by, errors) : Refer(body, by, errors),
        "merge" => new Merge(Into(body, errors), Reason(body, errors)) { By = by },
        "archive" => new Archive(Reason(body, errors)) { By = by },
        "appeal" => new Appeal(Reason(body, errors)) { By = by },
        "close" => new Close(Reason(body, errors)) { By = by },
        "withdraw" => new Withdraw(Reason(body, errors)) { By = by },
        "reopen" => new Reopen(Reason(body, errors)) { By = by },
        "reveal" => new Reveal(Name(body, errors), Reason(body, errors)) { By = by },
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "not a verb"),
    };

    private Grains.Rules.Complaints.Verify Verify(VerbBody body, Actor by, FieldErrors errors)
    {
        errors.Known("class", body.Class, codes.Classes);
        errors.Known("category", body.Category, codes.Categories);
        return new Grains.Rules.Complaints.Verify { By = by, Class = body.Class, Category = body.Category };
    }

    private static Acknowledge Acknowledge(VerbBody body, Actor by, FieldErrors errors)
    {
        if (body is { AnswerWithinMinutes: not null, PromisedAt: not null })
        {
            errors.Add("promisedAt", "An answer is promised in minutes or for an instant, not both.");
        }

        if (body.PromisedAt > InstantText.Latest)
        {
            errors.Add("promisedAt", "It lies after the year 2099.");
        }

        if (body.Owner is { } owner && !SafeCode.IsHolder(owner))
        {
            errors.Add("owner", "It is a pseudonym such as officer:humas-1: lower-case letters, digits and dashes.");
        }

        if (body.Note is not null)
        {
            Said(body.Note, "note", true, errors);
        }

        return new Acknowledge(Within(body, errors)) { By = by, PromisedAt = body.PromisedAt, Owner = body.Owner };
    }

    private static Approve Approve(VerbBody body, Actor by, FieldErrors errors)
    {
        if (body.Request is { } request && !RequestKinds.All.Contains(request))
        {
            errors.Add("request", $"It is one of {string.Join(", ", RequestKinds.All)}.");
        }

        var decline = body.Decline ?? false;
        return new Approve(body.Request, decline, decline ? Reason(body, errors) : OptionalReason(body, errors)) { By = by };
    }

    private static Refer Refer(VerbBody body, Actor by, FieldErrors errors)
    {
        if (body.Facility is not null)
        {
            errors.Add("facility", "It goes to a facility or to a body outside, not to both.");
        }

        if (!SafeCode.IsReason(body.Outside!))
        {
            errors.Add("outside", "It is a code of 1 to 40 lower-case letters, digits and dashes.");
        }

        return new Refer(body.Outside!, Reason(body, errors)) { By = by };
    }

    private static string Into(VerbBody body, FieldErrors errors)
    {
        if (body.Into is null || !ComplaintIds.CanBe(body.Into))
        {
            errors.Add("into", "The id of the other complaint is required.");
        }

        return body.Into ?? "";
    }

    private static string Required(string member, string? value, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value) || !SafeCode.IsUnit(value, LongestUnit))
        {
            errors.Add(member, $"A {member} is required.");
        }

        return value ?? "";
    }

    private static string? OptionalReason(VerbBody body, FieldErrors errors) => body.Reason is null ? null : Reason(body, errors);

    private string Grade(VerbBody body, FieldErrors errors)
    {
        if (body.Grade is null)
        {
            errors.Add("grade", "A grade is required.");
        }

        errors.Known("grade", body.Grade, codes.Grades);
        return body.Grade ?? "";
    }

    private static string? Unit(VerbBody body, FieldErrors errors)
    {
        if (body.Unit is { } unit && !SafeCode.IsUnit(unit, LongestUnit))
        {
            errors.Add("unit", $"It is a code of at most {LongestUnit} letters, digits and . _ / - signs.");
        }

        return body.Unit;
    }

    private static TimeSpan? Within(VerbBody body, FieldErrors errors)
    {
        if (body.AnswerWithinMinutes is < 1 or > MostMinutes)
        {
            errors.Add("answerWithinMinutes", $"It lies between 1 and {MostMinutes} minutes.");
            return null;
        }

        return body.AnswerWithinMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
    }

    private static ComplaintCommand Said(VerbBody body, bool required, FieldErrors errors, ComplaintCommand command)
    {
        Said(body.Text, "text", required, errors);
        return command;
    }

    private static void Said(string? text, string member, bool required, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text) && (required || text is not null))
        {
            errors.Add(member, "A text is required.");
        }

        errors.Within(member, text, LongestText);
    }

    private Transfer? Transfer(VerbBody body, Actor by, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(body.Facility))
        {
            errors.Add("facility", "A facility is required.");
            return null;
        }

        if (facilities.Find(body.Facility) is { } to)
        {
            return new Transfer(FacilityDirectory.OwnerOf(to)) { By = by };
        }

        errors.AddUnknown("facility", "unknown-facility", facilities.Nearest(body.Facility));
        return null;
    }

    private static string Name(VerbBody body, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(body.Text))
        {
            errors.Add("text", "The name of a sealed text is required.");
        }

        return body.Text ?? "";
    }

    private static string Reason(VerbBody body, FieldErrors errors)
    {
        if (body.Reason is null || !SafeCode.IsReason(body.Reason))
        {
            errors.Add("reason", "A reason is required: a code of 1 to 40 lower-case letters, digits and dashes.");
        }

        return body.Reason ?? "";
    }
}
