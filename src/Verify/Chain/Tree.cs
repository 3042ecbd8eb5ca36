using System.Security.Cryptography;

namespace Monitoring.Verify.Chain;

/// <summary>The root of a Merkle tree as RFC 6962 builds it, leaf by leaf: only the roots of its full parts are kept.</summary>
internal sealed class Tree
{
    private readonly Stack<(long Size, byte[] Hash)> _parts = new();

    public long Leaves { get; private set; }

    public byte[] Root
    {
        get
        {
            byte[]? root = null;
            foreach (var (_, hash) in _parts)
            {
                root = root is null ? hash : Node(hash, root);
            }

            return root ?? SHA256.HashData([]);
        }
    }

    public void Add(byte[] leaf)
    {
        Leaves++;
        var (size, hash) = (1L, leaf);
        while (_parts.TryPeek(out var left) && left.Size == size)
        {
            _parts.Pop();
            (size, hash) = (size * 2, Node(left.Hash, hash));
        }

        _parts.Push((size, hash));
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
