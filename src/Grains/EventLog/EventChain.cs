using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// Links the events of a stream: hash(n) = SHA-256(0x00 ‖ canon(n) ‖ hash(n−1)), so that nothing committed can be changed,
/// moved or taken out without breaking every later link. The writer computes it: the fence on the stream's head already
/// guarantees that the event it decided on is the one before, so that no log reads anything back.
/// </summary>
/// <remarks>
/// canon(n) is stream, seq, at, kind, body, item, the audiences it entered, and, for the last event of an append, what was
/// committed beside it: idempotency keys, and the SHA-256 of each sealed text and of their wrapped key, so that erasing that
/// key later breaks nothing. docs/verify.md has it byte by byte.
/// </remarks>
public static class EventChain
{
    private const byte Leaf = 0;

    /// <summary>The append with the hash of each of its events.</summary>
    /// <param name="append">What is about to be written.</param>
    /// <param name="last">The hash of event <see cref="Append.ExpectedSeq"/>; none before the first.</param>
    public static Append Link(Append append, EventHash last)
    {
        ArgumentNullException.ThrowIfNull(append);
        var events = ImmutableArray.CreateBuilder<NewEvent>(append.Events.Length);
        using var canon = new Canon();
        Span<byte> hash = stackalloc byte[EventHash.Size];
        foreach (var written in append.Events)
        {
            canon.Clear();
            canon.Byte(Leaf);
            Describe(canon, append, written, append.ExpectedSeq + events.Count + 1, isLast: events.Count + 1 == append.Events.Length);
            last.CopyTo(canon.Room(EventHash.Size));
            SHA256.HashData(canon.Bytes, hash);
            last = new EventHash(hash);
            events.Add(written with { Hash = last });
        }

        return append with { Events = events.MoveToImmutable() };
    }

    private static void Describe(Canon canon, Append append, NewEvent written, long seq, bool isLast)
    {
        canon.Text(append.Stream);
        canon.Number(seq);
        canon.Number(written.At.ToUnixTimeMilliseconds());
        canon.Text(written.Kind);
        canon.Text(written.Body);
        canon.Optional(written.Item);
        canon.Texts(written.Audiences);
        Keys(canon, isLast ? append.Keys : []);
        Sealed(canon, isLast ? append.Sealed : null);
    }

    private static void Keys(Canon canon, ImmutableArray<RequestKey> keys)
    {
        canon.Count(keys.Length);
        foreach (var key in keys.Length < 2 ? keys : keys.Sort(static (a, b) =>
            string.CompareOrdinal(a.Client, b.Client) is not 0 and var order ? order : string.CompareOrdinal(a.Key, b.Key)))
        {
            canon.Text(key.Client);
            canon.Text(key.Key);
            canon.Text(key.Fingerprint);
        }
    }

    private static void Sealed(Canon canon, SealedTexts? texts)
    {
        if (texts is null || texts.Texts.IsEmpty)
        {
            canon.Count(0);
            return;
        }

        canon.Count(texts.Texts.Count + 1);
        canon.Text("");
        SHA256.HashData(texts.WrappedKey.AsSpan(), canon.Room(EventHash.Size));
        foreach (var (name, cipher) in texts.Texts.OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            canon.Text(name);
            SHA256.HashData(cipher.AsSpan(), canon.Room(EventHash.Size));
        }
    }
}
