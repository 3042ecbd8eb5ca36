using System.Globalization;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>What a run under faults is reported with. Nothing of it is asserted: figures are judged by people.</summary>
internal static class Account
{
    /// <summary>A run in which something was killed again and again; it is named, as in "the server".</summary>
    public static string Of(string whom, IReadOnlyList<Kill> kills, IReadOnlyList<Filing> filings, Aftermath aftermath)
    {
        var duringDown = aftermath.Breaches.Count(b => kills.Any(k => k.At < b.DueAt && b.DueAt < k.UpAgainAt));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {kills.Count} kills of {whom}, {kills.Count(k => k.InFlight > 0)} of them with requests on their way ({kills.Sum(k => k.InFlight)} requests).
            {Of(filings, aftermath)}
            {duringDown} breaches are of deadlines that passed while {whom} was down.
            """);
    }

    public static string Of(IReadOnlyList<Filing> filings, Aftermath aftermath)
    {
        var (cut, putOff) = (filings.Count(f => f.Cut > 0), filings.Count(f => f.PutOff > 0));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {filings.Count} complaints sent, {filings.Count(f => f.Answer is not null)} acknowledged, {filings.Count(f => f.Refused)} refused because their deadline passed before a server could take them.
            {cut} were cut off ({filings.Sum(f => f.Cut)} times) and {putOff} answered 503 ({filings.Sum(f => f.PutOff)} times), and sent again; {aftermath.StoredBeforeTheCut()} of them had been stored before.
            The longest wait for an answer of whatever kind: {Seconds(filings.Max(f => f.LongestWait))}.
            {aftermath.Breaches.Count} breaches; noticed after their deadline: {Of(aftermath.Breaches.Select(b => b.DecidedAt!.Value - b.DueAt!.Value))}.
            The screens connected {aftermath.ScreenConnections} times and were sent {aftermath.ScreenRepeats} items twice.
            """);
    }

    /// <summary>Median and last of some durations.</summary>
    public static string Of(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Order().ToList();
        return sorted.Count == 0
            ? "none"
            : $"median {Seconds(sorted[sorted.Count / 2])}, max {Seconds(sorted[^1])} of {sorted.Count}";
    }

    public static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:F2} s");

    /// <summary>How long it took from its getting up to the first 201, each time; unless it was struck down again before anybody was answered.</summary>
    public static IEnumerable<TimeSpan> FirstAnswers(IReadOnlyList<Kill> kills, IReadOnlyList<Filing> filings)
    {
        var acknowledged = filings.Where(f => f.Answer is not null).OrderBy(f => f.AnsweredAt).ToList();
        foreach (var kill in kills.DistinctBy(k => k.UpAgainAt))
        {
            // an answer to what was sent before it was down may have been on its way already
            var first = acknowledged.Find(f =>
                f.AnsweredAt >= kill.DownAt && (f.SentAt >= kill.DownAt || f.AnsweredAt >= kill.UpAgainAt));
            var next = kills.Where(k => k.At > kill.UpAgainAt).Select(k => k.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            if (first is not null && first.AnsweredAt < next)
            {
                yield return first.AnsweredAt > kill.UpAgainAt ? first.AnsweredAt - kill.UpAgainAt : TimeSpan.Zero;
            }
        }
    }
}
