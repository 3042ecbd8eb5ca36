namespace Monitoring.LiveBoard.Fold;

/// <summary>Ids that are not ULIDs (replayed and imported data carry their own), each under a number for its key.</summary>
internal sealed class ForeignIds
{
    private readonly List<string?> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Stack<int> _free = new();

    /// <summary>The key of an id that is already kept, or of any ULID.</summary>
    public bool TryFind(string id, out ComplaintKey key)
    {
        if (ComplaintKey.TryParse(id, out key))
        {
            return true;
        }

        bool found = _numbers.TryGetValue(id, out int number);
        key = ComplaintKey.Foreign(number);
        return found;
    }

    public ComplaintKey Keep(string id)
    {
        if (TryFind(id, out ComplaintKey key))
        {
            return key;
        }

        if (!_free.TryPop(out int number))
        {
            number = _texts.Count;
            _texts.Add(null);
        }

        _texts[number] = id;
        _numbers.Add(id, number);
        return ComplaintKey.Foreign(number);
    }

    public void Forget(ComplaintKey key)
    {
        if (key.IsForeign)
        {
            int number = (int)key.Lo;
            _numbers.Remove(_texts[number]!);
            _texts[number] = null;
            _free.Push(number);
        }
    }

    public string Text(ComplaintKey key) => key.IsForeign ? _texts[(int)key.Lo]! : key.UlidText();

    /// <summary>Orders keys as their texts are ordered. (ULIDs sort alike as numbers and as texts.)</summary>
    public int Compare(ComplaintKey a, ComplaintKey b)
    {
        if (a.IsForeign || b.IsForeign)
        {
            return string.CompareOrdinal(Text(a), Text(b));
        }

        int high = a.Hi.CompareTo(b.Hi);
        return high != 0 ? high : a.Lo.CompareTo(b.Lo);
    }
}
