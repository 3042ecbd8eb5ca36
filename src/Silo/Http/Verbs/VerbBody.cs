using System.ComponentModel;

namespace Monitoring.Silo.Http.Verbs;

/// <summary>What a verb may carry; each verb takes its own members and refuses the others.</summary>
internal sealed record VerbBody
{
    [Description("For grade: red, yellow or green.")]
    public string? Grade { get; init; }

    [Description("For assign: the unit's code.")]
    public string? Unit { get; init; }

    [Description("For acknowledge: the promised answer time; minutes.")]
    public int? AnswerWithinMinutes { get; init; }

    [Description("For acknowledge, instead: the promised answer time as an instant with its offset.")]
    public DateTimeOffset? PromisedAt { get; init; }

    [Description("For acknowledge: who owns it from now on; a pseudonym such as officer:humas-1, never a name.")]
    public string? Owner { get; init; }

    [Description("For acknowledge: a note; sealed.")]
    public string? Note { get; init; }

    [Description("For answer and reply: what is said; sealed. For reveal: the name of the sealed text.")]
    public string? Text { get; init; }

    [Description("For transfer: id of the facility that owns it from now on.")]
    public string? Facility { get; init; }

    [Description("For whatever needs a reason: a code of lower-case letters, digits and dashes. For archive: format-error, too-general or not-about-performance.")]
    public string? Reason { get; init; }

    [Description("For verify: the class it turned out to be.")]
    public string? Class { get; init; }

    [Description("For verify: the category it turned out to be.")]
    public string? Category { get; init; }

    [Description("For approve: what of, hold, extend, grade or close; may be left out where only one thing is asked.")]
    public string? Request { get; init; }

    [Description("For approve: true says no.")]
    public bool? Decline { get; init; }

    [Description("For extend: the clock.")]
    public string? Clock { get; init; }

    [Description("For transfer, instead of a facility: a code for the outside body whose matter it is.")]
    public string? Outside { get; init; }

    [Description("For merge: the id of the complaint that this one is a duplicate of.")]
    public string? Into { get; init; }

    /// <summary>The members that were given.</summary>
    internal IEnumerable<string> Given()
    {
        if (Grade is not null)
        {
            yield return "grade";
        }

        if (Unit is not null)
        {
            yield return "unit";
        }

        if (AnswerWithinMinutes is not null)
        {
            yield return "answerWithinMinutes";
        }

        if (Text is not null)
        {
            yield return "text";
        }

        if (Facility is not null)
        {
            yield return "facility";
        }

        if (Reason is not null)
        {
            yield return "reason";
        }

        foreach (var (name, given) in new[]
        {
            ("class", Class is not null), ("category", Category is not null), ("request", Request is not null),
            ("decline", Decline is not null), ("clock", Clock is not null), ("outside", Outside is not null), ("into", Into is not null),
            ("promisedAt", PromisedAt is not null), ("owner", Owner is not null), ("note", Note is not null),
        })
        {
            if (given)
            {
                yield return name;
            }
        }
    }
}
