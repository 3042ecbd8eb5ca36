using System.Collections.Immutable;
using System.Text;
using Monitoring.Grains.EventLog;

namespace Monitoring.Grains.Tests.EventLog;

public class EventChainTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly Append Filed = new(
        "complaint/1",
        0,
        [new NewEvent(Morning, "filed", """{"kind":"filed"}""", """{"item":"é"}""", ["province", "facility:rs-a", "province"])],
        null,
        [],
        null);

    private static readonly Append Answered = new(
        "complaint/1",
        1,
        [new NewEvent(Morning.AddMilliseconds(1), "answered", "{}", null, [])],
        null,
        [new RequestKey("lapor", "k1", "q"), new RequestKey("lapor", "k0", "p")],
        new SealedTexts(
            Bytes("wrapped"),
            ImmutableDictionary<string, ImmutableArray<byte>>.Empty.Add("subject", []).Add("answer:2", Bytes("cipher"))));

    /// <summary>Computed elsewhere, from what docs/verify.md says.</summary>
    [Fact]
    public void The_links_are_those_that_the_document_describes()
    {
        var first = EventChain.Link(Filed, EventHash.None).Events[0].Hash;
        var second = EventChain.Link(Answered, first).Events[0].Hash;

        Assert.Equal("e6048417ae67746825f05861cbf7482d01f552b7f70aaa9c52007be972d15d58", first.ToString());
        Assert.Equal("d21d931c9077089deeec0955490bd65a5113860d68a67d4c4adaa78a78e2fa24", second.ToString());
    }

    [Fact]
    public void Events_of_one_append_are_linked_like_those_of_two()
    {
        var first = EventChain.Link(Filed, EventHash.None);
        var second = EventChain.Link(Answered, first.Events[0].Hash);

        var together = EventChain.Link(Answered with { ExpectedSeq = 0, Events = [.. Filed.Events, .. Answered.Events] }, EventHash.None);

        Assert.Equal([first.Events[0].Hash, second.Events[0].Hash], together.Events.Select(e => e.Hash));
    }

    [Fact]
    public void Whatever_is_committed_changes_the_link()
    {
        var was = EventChain.Link(Answered, EventHash.None).Events[0].Hash;
        var happened = Answered.Events[0];
        var key = Answered.Keys[0];
        Append[] others =
        [
            Answered with { Stream = "complaint/2" },
            Answered with { ExpectedSeq = 2 },
            Answered with { Events = [happened with { At = Morning }] },
            Answered with { Events = [happened with { Kind = "replied" }] },
            Answered with { Events = [happened with { Body = "{ }" }] },
            Answered with { Events = [happened with { Item = "" }] },
            Answered with { Events = [happened with { Audiences = ["province"] }] },
            Answered with { Keys = [key] },
            Answered with { Keys = [key, new RequestKey("lapor", "k0", "another")] },
            Answered with { Sealed = null },
            Answered with { Sealed = Answered.Sealed! with { WrappedKey = Bytes("another") } },
            Answered with { Sealed = Answered.Sealed! with { Texts = Answered.Sealed.Texts.SetItem("subject", Bytes("x")) } },
            Answered with { Sealed = Answered.Sealed! with { Texts = Answered.Sealed.Texts.Remove("subject") } },
        ];

        var links = others.Select(other => EventChain.Link(other, EventHash.None).Events[0].Hash)
            .Append(EventChain.Link(Answered, was).Events[0].Hash).Append(was).ToList();

        Assert.Equal(links.Count, links.Distinct().Count());
    }

    [Fact]
    public void Neither_the_order_of_audiences_nor_of_keys_changes_it()
    {
        var filed = Filed.Events[0];
        var turned = Answered with { Keys = [.. Answered.Keys.Reverse()] };

        Assert.Equal(
            EventChain.Link(Filed, EventHash.None).Events[0].Hash,
            EventChain.Link(Filed with { Events = [filed with { Audiences = ["facility:rs-a", "province"] }] }, EventHash.None).Events[0].Hash);
        Assert.Equal(
            EventChain.Link(Answered, EventHash.None).Events[0].Hash, EventChain.Link(turned, EventHash.None).Events[0].Hash);
    }

    [Fact]
    public void A_long_event_is_linked_like_any_other()
    {
        var filed = Filed.Events[0];
        var one = Filed with { Events = [filed with { Body = new string('x', 100_000) }] };
        var other = Filed with { Events = [filed with { Body = new string('x', 99_999) + "y" }] };

        Assert.NotEqual(EventChain.Link(one, EventHash.None).Events[0].Hash, EventChain.Link(other, EventHash.None).Events[0].Hash);
    }

    private static ImmutableArray<byte> Bytes(string text) => [.. Encoding.UTF8.GetBytes(text)];
}
