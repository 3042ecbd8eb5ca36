using System.Collections.Immutable;

namespace Monitoring.Silo.Storage;

/// <summary>
/// Carries hints from whoever commits to the listeners. Those of commits that follow each other faster than listeners
/// return are told as one, so that there are never more than there are audiences.
/// </summary>
internal sealed class CommitHints(Action<ImmutableArray<string>> tell) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _audiences = new(StringComparer.Ordinal);
    private bool _underWay;

    public void Add(ImmutableArray<string> audiences)
    {
        lock (_gate)
        {
            _audiences.UnionWith(audiences);
            if (_underWay || _audiences.Count == 0)
            {
                return;
            }

            _underWay = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        while (true)
        {
            ImmutableArray<string> audiences;
            lock (_gate)
            {
                audiences = [.. _audiences];
                _audiences.Clear();
                _underWay = !audiences.IsEmpty;
            }

            if (audiences.IsEmpty)
            {
                return;
            }

            tell(audiences);
        }
    }
}
