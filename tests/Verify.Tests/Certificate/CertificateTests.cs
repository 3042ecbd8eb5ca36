using Monitoring.Verify.Certificate;

namespace Monitoring.Verify.Tests.Certificate;

public class CertificateTests
{
    private static readonly Attested Attested = new()
    {
        CheckedAt = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero),
        AsOf = new DateTimeOffset(2026, 5, 31, 23, 59, 30, TimeSpan.Zero),
        Complaints = 1_000,
        Sealed = 3,
        Synthetic = 288,
        Facilities = 381,
        Documents = 4,
        Events = 9_000,
        Audiences = 391,
        FeedRows = 27_000,
        Keys = 1_010,
        SealedTexts = 1_900,
        Erased = 1,
        Expected = 700,
        Fired = 700,
        ExpectedBreaches = 80,
        FiredBreaches = 80,
        Late = 2,
        LatestSeconds = 61.5,
        Duplicate = 0,
        Early = 0,
        Missing = 0,
        Otherwise = 0,
        Heads = 31,
        HeadNumber = 31,
        HeadAt = new DateTimeOffset(2026, 5, 31, 17, 0, 20, TimeSpan.Zero),
        HeadHash = "ab12",
        InNoHead = 40,
        Anchored = 31,
        PublicKey = "MFkw",
        KeyConfirmed = true,
        Differences = 0,
    };

    [Fact]
    public void It_reads_like_this() => Assert.Equal(
        """
        CERTIFICATE
        checked        2026-06-01T00:00:00.000Z, everything due by 2026-05-31T23:59:30.000Z
        covers         1000 complaints (3 of them sealed; beside them 288 of the watchdog), 381 facilities, 4 documents
        read           9000 events, 27000 rows of 391 feeds, 1010 request keys, 1900 sealed texts (1 complaints erased)
        promises       expected 700, fired 700; breaches expected 80, fired 80
                       late 2 (at most 61.5 s), duplicate 0, early 0, missing 0, otherwise wrong 0
        daily heads    31, the last is number 31 of 2026-05-31T17:00:20.000Z: ab12
                       40 events are in no head yet; anchored up to head 31
        public key     MFkw
        differences    0
        Covers complaints registered here; not a legal finding.
        """,
        string.Join('\n', InWords.Of(Attested)));

    [Fact]
    public void It_says_when_nothing_from_outside_vouches_for_it()
    {
        var words = string.Join('\n', InWords.Of(Attested with { Anchored = 0, KeyConfirmed = false, HeadNumber = 0 }));

        Assert.Contains("no anchor was given", words, StringComparison.Ordinal);
        Assert.Contains("MFkw (taken from the store itself)", words, StringComparison.Ordinal);
        Assert.Contains("none yet", words, StringComparison.Ordinal);
    }
}
