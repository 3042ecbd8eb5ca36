using System.Text.Json;

namespace Monitoring.Verify.Chain;

/// <summary>
/// The signed daily heads: numbered without a gap, each naming the one before, signed by the key that is trusted, and over the
/// trees that the store's own rows still make.
/// </summary>
internal sealed class HeadCheck(Trees trees, Findings findings, string? trustedKey)
{
    private readonly SortedDictionary<long, HeadRow> _heads = [];
    private readonly List<AnchorLine> _anchors = [];

    public DailyHead? Last { get; private set; }

    public string? LastHash { get; private set; }

    public int Count => _heads.Count;

    public long Anchored { get; private set; }

    public string? Key { get; private set; } = trustedKey;

    public void Add(HeadRow head)
    {
        if (!_heads.TryAdd(head.Number, head))
        {
            findings.Add(Findings.Head(head.Number), "there are two of this number");
        }
        else if (Read(head) is { } read && (Last is null || read.Number > Last.Number))
        {
            Last = read;
        }
    }

    public void Add(AnchorLine anchor) => _anchors.Add(anchor);

    public void End()
    {
        Anchors();
        var (previous, expected) = (DailyHead.NoPrevious, 1L);
        foreach (var row in _heads.Values)
        {
            if (row.Number != expected)
            {
                findings.Add(Findings.Head(expected), $"it is not there; head {row.Number} follows");
            }

            Judge(row, row.Number == expected ? previous : null);
            (previous, expected) = (DailyHead.HashOf(row.Body), row.Number + 1);
            LastHash = previous;
        }

        foreach (var head in trees.Heads.Where(head => head < expected && !_heads.ContainsKey(head)))
        {
            findings.Add(Findings.Head(head), "it is not there, and streams or feeds say that they are in its tree");
        }
    }

    private void Judge(HeadRow row, string? previous)
    {
        var place = Findings.Head(row.Number);
        if (Read(row) is not { } head)
        {
            findings.Add(place, "its body cannot be read");
            return;
        }

        Say(place, head.Number != row.Number, $"its body says that it is head {head.Number}");
        Say(place, previous is not null && head.Previous != previous, "it does not extend the head before it");
        Say(place, !head.IsSigned(row.Body, row.Signature), "its signature does not fit its body");
        Key ??= head.Key;
        Say(place, head.Key != Key, "it is signed by another key than the one that is trusted");
        var tree = trees.Of(row.Number) ?? new Tree();
        Say(place, tree.Leaves != head.Leaves, $"it covers {head.Leaves} streams, feeds and documents; {tree.Leaves} are there");
        Say(
            place,
            tree.Leaves == head.Leaves && Convert.ToHexStringLower(tree.Root) != head.Root,
            "what it covers is not what it was: the root of its tree is another");
    }

    private void Anchors()
    {
        foreach (var anchor in _anchors)
        {
            try
            {
                var head = DailyHead.Read(anchor.Head);
                Key ??= head.Key;
                Judge(anchor, head);
                Anchored = Math.Max(Anchored, head.Number);
            }
            catch (JsonException e)
            {
                findings.Add("anchor", $"a line cannot be read: {e.Message}");
            }
        }
    }

    private void Judge(AnchorLine anchor, DailyHead head)
    {
        var place = Findings.Head(head.Number);
        Say(place, !head.IsSigned(anchor.Head, Signature(anchor)), "its signature in the anchor does not fit");
        Say(place, head.Key != Key, "it is anchored under another key than the one that is trusted");
        if (!_heads.TryGetValue(head.Number, out var stored))
        {
            findings.Add(place, "it was anchored and is not in this store: the store was cut off or turned back before it");
        }
        else
        {
            Say(place, stored.Body != anchor.Head, "it is not the one that was anchored: history was written anew");
        }
    }

    private static byte[] Signature(AnchorLine anchor)
    {
        var bytes = new byte[anchor.Signature.Length];
        return Convert.TryFromBase64String(anchor.Signature, bytes, out var length) ? bytes[..length] : [];
    }

    private static DailyHead? Read(HeadRow row)
    {
        try
        {
            return DailyHead.Read(row.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Say(string place, bool wrong, string what)
    {
        if (wrong)
        {
            findings.Add(place, what);
        }
    }
}
