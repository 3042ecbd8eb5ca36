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

    [Description("For answer and reply: what is said; sealed. For reveal: the name of the sealed text.")]
    public string? Text { get; init; }

    [Description("For transfer: id of the facility that owns it from now on.")]
    public string? Facility { get; init; }

    [Description("For close, withdraw, reopen and reveal: a code of lower-case letters, digits and dashes.")]
    public string? Reason { get; init; }

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
    }
}
