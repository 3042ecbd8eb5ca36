namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// Rows by complaint: a hash table whose chains run through the rows themselves, stored in chunks so that growing copies
/// no row and leaves no half-empty array behind. A row keeps its slot for as long as it stays.
/// </summary>
internal sealed class RowTable
{
    private const int None = -1;
    // some seven kilobytes: there is a board for each facility that somebody looks at, and most have a few open complaints
    private const int ChunkBits = 6;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstBuckets = 256;

    private readonly List<Row[]> _chunks = [];
    private int[] _buckets = NewBuckets(FirstBuckets);
    private int _free = None;

    public int Count { get; private set; }

    /// <summary>One more than the highest slot that was ever taken.</summary>
    public int Slots { get; private set; }

    public ref Row this[int slot] => ref _chunks[slot >> ChunkBits][slot & (ChunkSize - 1)];

    /// <summary>The complaint's slot, or -1.</summary>
    public int Find(ComplaintKey key)
    {
        int slot = _buckets[Bucket(key)];
        while (slot != None && this[slot].Key != key)
        {
            slot = this[slot].Link;
        }

        return slot;
    }

    /// <summary>Takes a slot for a complaint that has none. Everything but its key is empty.</summary>
    public int Add(ComplaintKey key)
    {
        if (Count == _buckets.Length)
        {
            Rehash(_buckets.Length * 2);
        }

        int slot = TakeSlot();
        ref int bucket = ref _buckets[Bucket(key)];
        this[slot] = new Row { Key = key, Link = bucket, Taken = true };
        bucket = slot;
        Count++;
        return slot;
    }

    public void Remove(int slot)
    {
        ref int link = ref _buckets[Bucket(this[slot].Key)];
        while (link != slot)
        {
            link = ref this[link].Link;
        }

        link = this[slot].Link;
        this[slot] = new Row { Link = _free };
        _free = slot;
        Count--;
    }

    private static int[] NewBuckets(int length)
    {
        var buckets = new int[length];
        Array.Fill(buckets, None);
        return buckets;
    }

    // the number of buckets is a power of two
    private int Bucket(ComplaintKey key) => key.Hash & (_buckets.Length - 1);

    private int TakeSlot()
    {
        if (_free != None)
        {
            int freed = _free;
            _free = this[freed].Link;
            return freed;
        }

        if (Slots == _chunks.Count * ChunkSize)
        {
            _chunks.Add(new Row[ChunkSize]);
        }

        return Slots++;
    }

    private void Rehash(int length)
    {
        _buckets = NewBuckets(length);
        for (int slot = 0; slot < Slots; slot++)
        {
            ref Row row = ref this[slot];
            if (row.Taken)
            {
                ref int bucket = ref _buckets[Bucket(row.Key)];
                row.Link = bucket;
                bucket = slot;
            }
        }
    }
}
