using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Tests.Statistics;

/// <summary>Writes a case down in few words: instants as month, day and time of 2026, UTC.</summary>
internal static class CaseStory
{
    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse($"2026-{instant}Z", null);

    public static CaseFacts Case(string conveyed, string id = "case", string facility = "rsud") => new()
    {
        Id = id,
        Facility = facility,
        Region = "3673",
        ConveyedAt = At(conveyed),
    };

    public static CaseFacts Then(this CaseFacts facts, MomentKind kind, string at, Side by = Side.Facility, string? grade = null) =>
        facts.Then(new CaseMoment(kind, At(at), by) { Grade = grade });

    public static CaseFacts Then(this CaseFacts facts, CaseMoment moment) =>
        facts with { Moments = facts.Moments.Add(moment) };

    public static CaseFacts Due(this CaseFacts facts, string due, string? kept = null, string clock = "kwtk") => facts with
    {
        Promises = facts.Promises.Add(new Promise(clock, facts.ConveyedAt, At(due), kept is null ? null : At(kept))),
    };
}
