using Monitoring.Silo.Moving;
using Monitoring.Verify;
using Monitoring.Verify.Chain;

namespace Monitoring.Silo.Audit;

/// <summary>Passes the lines of a store to the check, which knows nothing of this program.</summary>
internal sealed class Passing(StoreCheck check)
{
    public async Task Take(IAsyncEnumerable<MovedLine> lines)
    {
        await foreach (var line in lines)
        {
            Take(line);
        }
    }

    public void EndOfFeeds() => check.EndOfFeeds();

    public void Stray(string place, string what) => check.Stray(place, what);

    private void Take(MovedLine line)
    {
        if (line.Document is { } document)
        {
            check.Document(new DocumentRow(
                document.Kind, document.Id, document.Version, document.Body, document.Leaf?.Head, document.Leaf?.Hash));
        }
        else if (line.Stream is { } stream)
        {
            check.Stream(Rows(stream));
        }
        else if (line.Audience is { } audience)
        {
            check.Audience(new AudienceRow(audience.Name, null, [.. audience.Leaves.Select(Leaf)]));
        }
        else if (line.Feed is { } feed)
        {
            for (var i = 0; i < feed.Rows.Length; i++)
            {
                check.Feed(new FeedPlace(feed.First + i, feed.Rows[i][0], feed.Rows[i][1]));
            }
        }
        else if (line.Tree is { } tree)
        {
            check.Head(new HeadRow(tree.Number, tree.Body, tree.Signature));
        }
    }

    private static StreamRows Rows(MovedStream stream) => new()
    {
        Number = stream.Number,
        Name = stream.Name,
        Seq = stream.Seq,
        Facility = stream.Facility,
        DueAt = stream.DueAt,
        Events = [.. stream.Events.Select(e => new EventRow(e.Seq, e.At, e.Kind, e.Body, e.Item, e.Hash))],
        Keys = [.. stream.Keys.Select(k => new KeyRow(k.Client, k.Key, k.Fingerprint, k.Seq))],
        Wrapped = stream.Wrapped,
        Digest = stream.Digest,
        Texts = [.. stream.Texts.Select(t => new TextRow(t.Key, t.Value.Cipher, t.Value.Seq))],
        Leaves = [.. stream.Leaves.Select(Leaf)],
    };

    private static LeafRow Leaf(MovedLeaf leaf) => new(leaf.Head, leaf.Seq, leaf.Hash);
}
