using System.Security.Cryptography;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Audit;

/// <summary>
/// The tree of one day as RFC 6962 has it (leaves hashed with 0x00 in front, nodes with 0x01), built as the leaves come: it keeps the
/// roots of its full parts only.
/// </summary>
internal sealed class MerkleTree : IDisposable
{
    private readonly List<(int Height, byte[] Hash)> _parts = [];
    private readonly Canon _leaf = new();

    public long Leaves { get; private set; }

    /// <summary>The root over all leaves so far; of none, the hash of nothing.</summary>
    public byte[] Root
    {
        get
        {
            if (_parts.Count == 0)
            {
                return SHA256.HashData([]);
            }

            var root = _parts[^1].Hash;
            for (var i = _parts.Count - 2; i >= 0; i--)
            {
                root = Join(_parts[i].Hash, root);
            }

            return root;
        }
    }

    public void Feed(Grown feed)
    {
        Begin("audience");
        _leaf.Text(feed.Name);
        End(feed);
    }

    public void Document(NewDocument document, byte[] digest)
    {
        Begin("document");
        _leaf.Text(document.Kind);
        _leaf.Text(document.Id);
        _leaf.Text(document.Version);
        Add(digest);
    }

    public void Stream(Grown stream)
    {
        Begin("stream");
        _leaf.Number(stream.Number);
        _leaf.Text(stream.Name);
        End(stream);
    }

    public void Dispose() => _leaf.Dispose();

    private void Begin(string what)
    {
        _leaf.Clear();
        _leaf.Byte(0);
        _leaf.Text(what);
    }

    private void End(Grown grown)
    {
        _leaf.Number(grown.From);
        _leaf.Number(grown.To);
        Add(grown.Hash);
    }

    private void Add(byte[] hash)
    {
        hash.CopyTo(_leaf.Room(hash.Length));
        var part = (Height: 0, Hash: SHA256.HashData(_leaf.Bytes));
        Leaves++;
        while (_parts is [.., var left] && left.Height == part.Height)
        {
            _parts.RemoveAt(_parts.Count - 1);
            part = (part.Height + 1, Join(left.Hash, part.Hash));
        }

        _parts.Add(part);
    }

    private static byte[] Join(byte[] left, byte[] right)
    {
        Span<byte> both = stackalloc byte[65];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[33..]);
        return SHA256.HashData(both);
    }
}
