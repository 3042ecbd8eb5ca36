using System.Security.Cryptography;

namespace Monitoring.Verify.Chain;

/// <summary>
/// One stream: numbered without a gap, each event linked to the one before, keys and sealed texts belonging to events that are
/// there, each daily head's part as it was when the head was made.
/// </summary>
internal sealed class StreamCheck(WhoSees whoSees, Trees trees, Findings findings)
{
    private readonly EventLinks _links = new();
    private readonly HashSet<UInt128> _names = [];
    private readonly HashSet<UInt128> _keys = [];

    public long Events { get; private set; }

    public long Keys => _keys.Count;

    public long Texts { get; private set; }

    public long Erased { get; private set; }

    public void Check(StreamRows stream)
    {
        Events += stream.Events.Length;
        if (!_names.Add(Short(stream.Name)))
        {
            findings.Add(stream.Name, "there are two streams of this name");
        }

        var last = Numbers(stream);
        Links(stream);
        UsedKeys(stream, last);
        SealedTexts(stream, last);
        foreach (var (seq, audiences) in whoSees.Beyond(stream.Number, last))
        {
            findings.Add(Findings.Event(stream.Name, seq), $"the event is not there; it stands in the feed of {string.Join(", ", audiences)}");
        }

        Leaves(stream);
    }

    private long Numbers(StreamRows stream)
    {
        var last = 0L;
        foreach (var happened in stream.Events)
        {
            if (happened.Seq != last + 1)
            {
                findings.Add(Findings.Event(stream.Name, last + 1), $"the event is not there; event {happened.Seq} follows");
            }

            last = happened.Seq;
        }

        if (last != stream.Seq)
        {
            findings.Add(
                Findings.Event(stream.Name, Math.Min(last, stream.Seq) + 1),
                $"the store says that the stream has {stream.Seq} events; its last one is {last}");
        }

        return last;
    }

    private void Links(StreamRows stream)
    {
        byte[]? before = null;
        foreach (var happened in stream.Events)
        {
            var audiences = whoSees.Of(stream.Number, happened.Seq);
            if (happened.Hash is null)
            {
                findings.Add(Findings.Event(stream.Name, happened.Seq), "it has no link: it is older than the chain, or its link was taken away");
            }
            else if (!_links.Of(stream, happened, audiences, before).AsSpan().SequenceEqual(happened.Hash))
            {
                findings.Add(
                    Findings.Event(stream.Name, happened.Seq),
                    "its link does not fit: it, the link before it, its place in feeds, its keys or its sealed texts were changed "
                    + $"(it is seen by {(audiences.Count == 0 ? "nobody" : string.Join(", ", audiences))})");
            }

            if (happened.Item is null && audiences.Count > 0)
            {
                findings.Add(Findings.Event(stream.Name, happened.Seq), $"it stands in the feed of {string.Join(", ", audiences)} and shows nothing");
            }

            before = happened.Hash;
        }
    }

    private void UsedKeys(StreamRows stream, long last)
    {
        foreach (var key in stream.Keys)
        {
            if (!_keys.Add(Short($"{key.Client.Length}:{key.Client}{key.Key}")))
            {
                findings.Add(stream.Name, $"the key {key.Key} of {key.Client} was used twice");
            }

            if (key.Seq < 1 || key.Seq > last)
            {
                findings.Add(Findings.Event(stream.Name, key.Seq), $"the event is not there; the key {key.Key} of {key.Client} points to it");
            }
        }
    }

    private void SealedTexts(StreamRows stream, long last)
    {
        Texts += stream.Texts.Length;
        foreach (var text in stream.Texts)
        {
            if (text.Seq is not { } seq || seq < 1 || seq > last)
            {
                findings.Add(stream.Name, $"the sealed text {text.Name} belongs to no event that is there");
            }
        }

        if (stream.Wrapped is null)
        {
            if (stream.Texts.Length > 0)
            {
                findings.Add(stream.Name, "the key of its sealed texts is gone, and not by erasing it");
            }
        }
        else if (stream.Wrapped.Length == 0)
        {
            Erased++;
            if (!stream.Events.Any(happened => happened.Kind == "erased"))
            {
                findings.Add(stream.Name, "the key of its sealed texts is empty, and no event says that it was erased");
            }
        }
        else if (stream.Digest is null || !SHA256.HashData(stream.Wrapped).AsSpan().SequenceEqual(stream.Digest))
        {
            findings.Add(stream.Name, "the wrapped key of its sealed texts is not the one that was kept");
        }
    }

    private void Leaves(StreamRows stream)
    {
        var from = 1L;
        foreach (var leaf in stream.Leaves)
        {
            var hash = leaf.Seq >= 1 && leaf.Seq <= int.MaxValue
                ? stream.Events.FirstOrDefault(happened => happened.Seq == leaf.Seq)?.Hash
                : null;
            if (hash is null)
            {
                findings.Add(
                    Findings.Event(Named(stream), leaf.Seq), $"daily head {leaf.Head} covers the stream up to here; the event is not there");
            }
            else if (!hash.AsSpan().SequenceEqual(leaf.Hash))
            {
                findings.Add(
                    Findings.Event(stream.Name, leaf.Seq),
                    $"events {from} to {leaf.Seq} are not those that daily head {leaf.Head} covers: the chain was computed anew");
            }

            trees.Stream(leaf.Head, stream.Number, stream.Name, from, leaf.Seq, hash ?? leaf.Hash);
            from = leaf.Seq + 1;
        }
    }

    private static string Named(StreamRows stream) => stream.Name.Length > 0 ? stream.Name : $"stream number {stream.Number}";

    private static UInt128 Short(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
