using System.Security.Cryptography;

namespace Monitoring.Verify.Chain;

/// <summary>The feeds: numbered without a gap, no event twice, each daily head's part as it was when the head was made.</summary>
internal sealed class FeedCheck(WhoSees whoSees, Trees trees, Findings findings) : IDisposable
{
    private readonly ByteForm _row = new();
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private AudienceRow? _audience;
    private long _last;
    private int _leaf;
    private long _leafFrom = 1;

    public long Rows { get; private set; }

    public int Audiences { get; private set; }

    public void Begin(AudienceRow audience)
    {
        End();
        Audiences++;
        whoSees.Begin(audience.Name);
        (_audience, _last, _leaf, _leafFrom) = (audience, 0, 0, 1);
    }

    public void Add(FeedPlace row)
    {
        var name = _audience!.Name;
        Rows++;
        if (row.Number != _last + 1)
        {
            findings.Add(Findings.Row(name, _last + 1), $"it is not there; row {row.Number} follows");
        }

        _last = row.Number;
        if (row.Seq < 1 || row.Seq > int.MaxValue)
        {
            findings.Add(Findings.Row(name, row.Number), $"it points to event {row.Seq} of stream number {row.Stream}, which cannot be");
        }
        else if (!whoSees.Add(row.Stream, row.Seq))
        {
            findings.Add(
                Findings.Row(name, row.Number), $"event {row.Seq} of stream number {row.Stream} stands in this feed a second time");
        }

        _digest.AppendData(_row.Row(row));
        if (_leaf < _audience.Leaves.Length && _audience.Leaves[_leaf].Seq == row.Number)
        {
            Close();
        }
    }

    /// <summary>The last feed has ended.</summary>
    public void End()
    {
        if (_audience is null)
        {
            return;
        }

        if (_audience.Head is { } head && head != _last)
        {
            findings.Add($"feed of {_audience.Name}", $"the store says that it goes up to row {head}; it goes up to {_last}");
        }

        while (_leaf < _audience.Leaves.Length)
        {
            var leaf = _audience.Leaves[_leaf];
            findings.Add(
                Findings.Row(_audience.Name, leaf.Seq),
                $"daily head {leaf.Head} covers the feed up to here; it ends at row {_last}");
            Close(told: true);
        }

        _digest.GetHashAndReset();
        _audience = null;
    }

    public void Dispose() => _digest.Dispose();

    private void Close(bool told = false)
    {
        var (audience, leaf) = (_audience!, _audience!.Leaves[_leaf]);
        var digest = _digest.GetHashAndReset();
        if (!told && !digest.AsSpan().SequenceEqual(leaf.Hash))
        {
            findings.Add(
                Findings.Row(audience.Name, leaf.Seq),
                $"rows {_leafFrom} to {leaf.Seq} are not those that daily head {leaf.Head} covers");
        }

        trees.Audience(leaf.Head, audience.Name, _leafFrom, leaf.Seq, digest);
        (_leafFrom, _leaf) = (leaf.Seq + 1, _leaf + 1);
    }
}
