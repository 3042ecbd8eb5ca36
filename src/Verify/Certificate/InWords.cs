using System.Globalization;

namespace Monitoring.Verify.Certificate;

/// <summary>A certificate for people.</summary>
public static class InWords
{
    public static string[] Of(Attested attested)
    {
        ArgumentNullException.ThrowIfNull(attested);
        return
        [
            "CERTIFICATE",
            Line($"checked        {At(attested.CheckedAt)}, everything due by {At(attested.AsOf)}"),
            Line($"covers         {attested.Complaints} complaints ({attested.Sealed} of them sealed; beside them {attested.Synthetic} of the watchdog), {attested.Facilities} facilities, {attested.Documents} documents"),
            Line($"read           {attested.Events} events, {attested.FeedRows} rows of {attested.Audiences} feeds, {attested.Keys} request keys, {attested.SealedTexts} sealed texts ({attested.Erased} complaints erased)"),
            Line($"promises       expected {attested.Expected}, fired {attested.Fired}; breaches expected {attested.ExpectedBreaches}, fired {attested.FiredBreaches}"),
            Line($"               late {attested.Late}{(attested.Late > 0 ? $" (at most {attested.LatestSeconds.ToString(CultureInfo.InvariantCulture)} s)" : "")}, duplicate {attested.Duplicate}, early {attested.Early}, missing {attested.Missing}, otherwise wrong {attested.Otherwise}"),
            attested.HeadNumber == 0
                ? "daily heads    none yet"
                : Line($"daily heads    {attested.Heads}, the last is number {attested.HeadNumber} of {At(attested.HeadAt!.Value)}: {attested.HeadHash}"),
            Line($"               {attested.InNoHead} events are in no head yet; {(attested.Anchored == 0 ? "no anchor was given" : $"anchored up to head {attested.Anchored}")}"),
            Line($"public key     {attested.PublicKey ?? "none"}{(attested.PublicKey is not null && !attested.KeyConfirmed ? " (taken from the store itself)" : "")}"),
            Line($"differences    {attested.Differences}"),
            attested.Scope,
        ];
    }

    private static string At(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
