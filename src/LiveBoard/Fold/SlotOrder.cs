namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// Slots in order of a key, equal keys in order of <paramref name="tie"/>: sorted blocks of a few hundred, found by binary
/// search. Keys stand beside the slots because a day's deadlines are searched far more often than they change.
/// </summary>
/// <param name="tie">Orders two different slots of equal key; never zero. The order must hold while they stay.</param>
internal sealed class SlotOrder(Comparison<int> tie)
{
    private readonly List<Block> _blocks = [];

    public int Count { get; private set; }

    public void Add(long key, int slot)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add(new Block());
        }

        int at = BlockOf(key, slot);
        Block block = _blocks[at];
        int place = Place(block, key, slot);
        if (block.Count == Block.Capacity)
        {
            // what is filed in order of its deadline fills blocks to the brim
            Block upper = place == block.Count && at == _blocks.Count - 1 ? new Block() : block.TakeUpperHalf();
            _blocks.Insert(at + 1, upper);
            if (place >= block.Count)
            {
                place -= block.Count;
                block = upper;
            }
        }

        block.Insert(place, key, slot);
        Count++;
    }

    /// <summary>Removes a slot that was added with this key.</summary>
    public void Remove(long key, int slot)
    {
        int at = BlockOf(key, slot);
        Block block = _blocks[at];
        block.RemoveAt(Place(block, key, slot));
        Count--;
        if (block.Count == 0)
        {
            _blocks.RemoveAt(at);
        }
        else if (at + 1 < _blocks.Count && block.Count + _blocks[at + 1].Count <= Block.Capacity / 2)
        {
            block.Append(_blocks[at + 1]);
            _blocks.RemoveAt(at + 1);
        }
    }

    public IEnumerable<int> InOrder()
    {
        foreach (Block block in _blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                yield return block.Slots[i];
            }
        }
    }

    /// <summary>The last block that begins at or before the entry; the first if none does.</summary>
    private int BlockOf(long key, int slot)
    {
        int low = 1;
        int high = _blocks.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (IsAfter(_blocks[middle], 0, key, slot))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low - 1;
    }

    /// <summary>Where the entry stands in a block, or would stand.</summary>
    private int Place(Block block, long key, int slot)
    {
        int low = 0;
        int high = block.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (block.Slots[middle] == slot || IsAfter(block, middle, key, slot))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private bool IsAfter(Block block, int place, long key, int slot)
    {
        long other = block.Keys[place];
        return other != key ? other > key : block.Slots[place] != slot && tie(block.Slots[place], slot) > 0;
    }

    private sealed class Block
    {
        public const int Capacity = 512;

        public readonly long[] Keys = new long[Capacity];
        public readonly int[] Slots = new int[Capacity];

        public int Count { get; private set; }

        public void Insert(int place, long key, int slot)
        {
            Array.Copy(Keys, place, Keys, place + 1, Count - place);
            Array.Copy(Slots, place, Slots, place + 1, Count - place);
            Keys[place] = key;
            Slots[place] = slot;
            Count++;
        }

        public void RemoveAt(int place)
        {
            Count--;
            Array.Copy(Keys, place + 1, Keys, place, Count - place);
            Array.Copy(Slots, place + 1, Slots, place, Count - place);
        }

        public void Append(Block other)
        {
            Array.Copy(other.Keys, 0, Keys, Count, other.Count);
            Array.Copy(other.Slots, 0, Slots, Count, other.Count);
            Count += other.Count;
        }

        public Block TakeUpperHalf()
        {
            var upper = new Block { Count = Count - Count / 2 };
            Count /= 2;
            Array.Copy(Keys, Count, upper.Keys, 0, upper.Count);
            Array.Copy(Slots, Count, upper.Slots, 0, upper.Count);
            return upper;
        }
    }
}
