namespace Monitoring.Silo.Http.Intake;

/// <summary>Codes that people choose: they stand in events and feeds, so they must be unable to carry a sentence.</summary>
internal static class SafeCode
{
    private const int LongestReason = 40;

    /// <summary>Letters, digits and <c>. _ / -</c>, beginning with a letter or digit.</summary>
    public static bool IsUnit(string unit, int longest) =>
        unit.Length > 0 && unit.Length <= longest && char.IsAsciiLetterOrDigit(unit[0])
        && unit.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-');

    /// <summary>A pseudonym of a duty roster: <c>officer:humas-1</c>.</summary>
    public static bool IsHolder(string holder) =>
        holder.Split(':') is [{ Length: > 1 and <= 20 } kind, { Length: > 0 } name]
        && kind.All(char.IsAsciiLetterLower) && IsReason(name) && name[0] != '-';

    /// <summary>1 to 40 lower-case letters, digits and dashes.</summary>
    public static bool IsReason(string reason) =>
        reason.Length is > 0 and <= LongestReason
        && reason.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
