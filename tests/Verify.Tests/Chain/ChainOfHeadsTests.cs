using System.Security.Cryptography;
using System.Text;
using Monitoring.Verify.Chain;

namespace Monitoring.Verify.Tests.Chain;

/// <summary>A1: whoever has the key, too, cannot leave out a head, or put another in its place, unseen.</summary>
public sealed class ChainOfHeadsTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 17, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Heads_that_extend_one_another_are_as_they_must_be()
    {
        var first = Head(1, DailyHead.NoPrevious);

        Assert.Empty(WhatIsFound(first, Head(2, DailyHead.HashOf(first.Body))));
    }

    [Fact]
    public void A_head_that_does_not_extend_the_one_before_is_found_although_it_is_signed()
    {
        var found = WhatIsFound(Head(1, DailyHead.NoPrevious), Head(2, DailyHead.HashOf("another")));

        Assert.Equal("daily head 2: it does not extend the head before it", Assert.Single(found));
    }

    [Fact]
    public void A_first_head_extends_nothing()
    {
        var found = WhatIsFound(Head(1, DailyHead.HashOf("one that was taken away")));

        Assert.Equal("daily head 1: it does not extend the head before it", Assert.Single(found));
    }

    [Fact]
    public void A_head_that_is_gone_is_missed()
    {
        var first = Head(1, DailyHead.NoPrevious);

        var found = WhatIsFound(first, Head(3, DailyHead.HashOf(first.Body)));

        Assert.Equal("daily head 2: it is not there; head 3 follows", Assert.Single(found));
    }

    [Fact]
    public void A_head_under_anothers_number_is_found()
    {
        var first = Head(1, DailyHead.NoPrevious);

        var found = WhatIsFound(first, Head(3, DailyHead.HashOf(first.Body)) with { Number = 2 });

        Assert.Equal("daily head 2: its body says that it is head 3", Assert.Single(found));
    }

    private HeadRow Head(long number, string previous)
    {
        var nothing = Convert.ToHexStringLower(SHA256.HashData([]));
        var body = new DailyHead(
            number, "2026-05-04", At, 0, 0, 0, nothing, previous, Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())).ToBody();
        return new HeadRow(number, body, _key.SignData(Encoding.UTF8.GetBytes(body), HashAlgorithmName.SHA256));
    }

    private static List<string> WhatIsFound(params HeadRow[] heads)
    {
        var found = new List<string>();
        using var check = new StoreCheck(finding => found.Add($"{finding}"), trustedKey: null, At);
        check.EndOfFeeds();
        foreach (var head in heads)
        {
            check.Head(head);
        }

        check.End(asOf: null);
        return found;
    }
}
