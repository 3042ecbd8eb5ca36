using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Writes committed events as the log holds them, by hand: the product has no part in it.</summary>
internal sealed class Facts
{
    private readonly List<string> _bodies = [];

    public CaseHistory History => CaseHistory.Read(_bodies);

    /// <summary>Instants are written as in Jakarta: <c>2026-03-13T10:00:00</c>, milliseconds where wanted.</summary>
    public static DateTimeOffset At(string local) =>
        DateTimeOffset.Parse(local + "+07:00", System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();

    public Facts Filed(
        string at, string? grade = null, string policy = "small", string calendar = "office", string? conveyedAt = null, string more = "") => Add(
        $$"""
        {"kind":"filed","owner":{"facility":"3671-h-001","region":"3671","kind":"hospital","ownership":"pemkot"},
         "traits":{"channel":"LAPOR"{{more}}},{{(grade is null ? "" : $"\"grade\":\"{grade}\",")}}"conveyedAt":"{{conveyedAt ?? at}}+07:00",
         "policy":{"pack":"{{policy}}","packVersion":"2026.1","calendar":"{{calendar}}","calendarVersion":"2026.1"},
         "at":"{{at}}+07:00","by":{"role":"gateway","desk":"LAPOR"} }
        """);

    public Facts Did(string kind, string at, string more = "") => Add(
        $$"""{"kind":"{{kind}}"{{more}},"at":"{{at}}+07:00","by":{"role":"operator"} }""");

    public Facts Graded(string grade, string at) => Did("graded", at, $",\"grade\":\"{grade}\"");

    public Facts Breached(string dueAt, string decidedAt, string rungs = "R2", string? stampedAt = null, string clock = "response") =>
        Fired("breached", "breach", dueAt, decidedAt, rungs, stampedAt, clock, WhyLate(dueAt, decidedAt));

    /// <summary>A breach that says of its lateness what a test wants it to say.</summary>
    public Facts BreachedSaying(string? lateBecause, string dueAt, string decidedAt) =>
        Fired("breached", "breach", dueAt, decidedAt, "R2", null, "response", lateBecause);

    public Facts Escalated(string step, string dueAt, string decidedAt, string rungs) =>
        Fired("escalated", step, dueAt, decidedAt, rungs, null, "response", WhyLate(dueAt, decidedAt));

    public Facts ClosedBySilence(string at) =>
        Add($$"""{"kind":"closed","reason":"silence","at":"{{at}}+07:00","by":{"role":"system"} }""");

    private static string? WhyLate(string dueAt, string decidedAt) => At(decidedAt) - At(dueAt) > TimeSpan.FromSeconds(10) ? "delay" : null;

    private Facts Fired(
        string kind, string step, string dueAt, string decidedAt, string rungs, string? stampedAt, string clock, string? lateBecause) => Add(
        $$"""
        {"kind":"{{kind}}","clock":"{{clock}}","epoch":0,"step":"{{step}}","dueAt":"{{dueAt}}+07:00","decidedAt":"{{decidedAt}}+07:00",
         "rungs":["{{rungs}}"]{{(lateBecause is null ? "" : $",\"lateBecause\":\"{lateBecause}\"")}},"at":"{{stampedAt ?? dueAt}}+07:00","by":{"role":"system"} }
        """);

    private Facts Add(string body)
    {
        _bodies.Add(body);
        return this;
    }
}
