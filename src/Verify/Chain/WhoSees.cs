using System.Runtime.InteropServices;

namespace Monitoring.Verify.Chain;

/// <summary>
/// Which audiences each event entered, gathered from the feeds before the streams are read: four bytes an event, because there are
/// few different sets of audiences.
/// </summary>
internal sealed class WhoSees
{
    private readonly List<string> _audiences = [];
    private readonly List<string[]> _sets = [[]];
    private readonly Dictionary<(int Set, int Audience), int> _with = [];
    private readonly Dictionary<long, int[]> _streams = [];

    /// <summary>An audience whose rows come next.</summary>
    public void Begin(string audience) => _audiences.Add(audience);

    /// <returns>False if that audience has the event already.</returns>
    public bool Add(long stream, long seq)
    {
        ref var sets = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, stream, out _);
        sets ??= new int[4];
        if (seq > sets.Length)
        {
            Array.Resize(ref sets, (int)Math.Max(seq, sets.Length * 2L));
        }

        ref var set = ref sets[seq - 1];
        var with = With(set, _audiences.Count - 1);
        if (with == set)
        {
            return false;
        }

        set = with;
        return true;
    }

    /// <summary>Sorted, each once.</summary>
    public IReadOnlyList<string> Of(long stream, long seq) =>
        seq >= 1 && _streams.TryGetValue(stream, out var sets) && seq <= sets.Length ? _sets[sets[seq - 1]] : [];

    /// <summary>The stream was read and has so many events: what feeds show beyond them is not there.</summary>
    public IEnumerable<(long Seq, IReadOnlyList<string> Audiences)> Beyond(long stream, long seq)
    {
        if (!_streams.Remove(stream, out var sets))
        {
            yield break;
        }

        for (var n = Math.Max(seq, 0); n < sets.Length; n++)
        {
            if (sets[n] != 0)
            {
                yield return (n + 1, _sets[sets[n]]);
            }
        }
    }

    /// <summary>Streams that feeds point to and that were not read.</summary>
    public IEnumerable<long> Left => _streams.Keys.Order();

    private int With(int set, int audience)
    {
        if (!_with.TryGetValue((set, audience), out var larger))
        {
            var name = _audiences[audience];
            if (_sets[set].Contains(name))
            {
                return set;
            }

            string[] names = [.. _sets[set], name];
            Array.Sort(names, StringComparer.Ordinal);
            larger = _sets.FindIndex(known => known.AsSpan().SequenceEqual(names));
            if (larger < 0)
            {
                larger = _sets.Count;
                _sets.Add(names);
            }

            _with.Add((set, audience), larger);
        }

        return larger;
    }
}
