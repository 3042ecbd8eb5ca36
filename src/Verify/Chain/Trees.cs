namespace Monitoring.Verify.Chain;

/// <summary>The daily trees, built again from what the store holds: audiences first, then documents, then streams.</summary>
internal sealed class Trees
{
    private readonly Dictionary<long, Tree> _trees = [];
    private readonly ByteForm _form = new();

    public Tree? Of(long head) => _trees.GetValueOrDefault(head);

    public IEnumerable<long> Heads => _trees.Keys;

    public void Audience(long head, string name, long from, long to, byte[] digest) =>
        Add(head, _form.Begin(0).Text("audience").Text(name).Number(from).Number(to).Raw(digest).Sha256());

    public void Document(long head, string kind, string id, string version, byte[] digest) =>
        Add(head, _form.Begin(0).Text("document").Text(kind).Text(id).Text(version).Raw(digest).Sha256());

    public void Stream(long head, long number, string name, long from, long to, byte[] hash) =>
        Add(head, _form.Begin(0).Text("stream").Number(number).Text(name).Number(from).Number(to).Raw(hash).Sha256());

    private void Add(long head, byte[] leaf)
    {
        if (!_trees.TryGetValue(head, out var tree))
        {
            _trees.Add(head, tree = new Tree());
        }

        tree.Add(leaf);
    }
}
