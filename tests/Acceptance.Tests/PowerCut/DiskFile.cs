namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>A file on a disk that forgets: what was made durable, and what was written since.</summary>
internal sealed class DiskFile
{
    private const int Sector = 512;

    private readonly List<Change> _unsynced = [];
    private byte[] _durable = [];
    private long _settled;

    /// <summary>How many changes were ever made.</summary>
    public long Changes => _settled + _unsynced.Count;

    public int Unsynced => _unsynced.Count;

    public void Write(long offset, byte[] bytes) => _unsynced.Add(new Change(offset, bytes));

    public void Cut(long length) => _unsynced.Add(new Change(length, null));

    /// <summary>The changes before this one are durable.</summary>
    public void Sync(long before)
    {
        foreach (var change in Settle(before))
        {
            _durable = change.On(_durable);
        }
    }

    /// <summary>They are lost for ever: the system has dropped them, and says nothing of it again.</summary>
    public void Lose(long before) => Settle(before);

    /// <summary>What a power cut leaves: the durable, and of the rest nothing or, by chance, whatever was on its way.</summary>
    public byte[] AfterACut(Random? chance)
    {
        var left = _durable;
        foreach (var change in chance is null ? [] : _unsynced)
        {
            left = chance!.Next(5) switch
            {
                0 or 1 => left,
                2 or 3 => change.On(left),
                _ => change.Torn(chance).Aggregate(left, (bytes, piece) => piece.On(bytes)),
            };
        }

        return left;
    }

    private List<Change> Settle(long before)
    {
        var settled = _unsynced.GetRange(0, (int)Math.Max(0, before - _settled));
        _unsynced.RemoveRange(0, settled.Count);
        _settled += settled.Count;
        return settled;
    }

    /// <param name="At">Where it was written; without bytes: the length to which the file was cut.</param>
    /// <param name="Bytes">What was written.</param>
    private sealed record Change(long At, byte[]? Bytes)
    {
        /// <summary>Never in place: an image may share what was there before.</summary>
        public byte[] On(byte[] file)
        {
            var length = Bytes is null ? At : Math.Max(file.Length, At + Bytes.Length);
            var changed = new byte[length];
            file.AsSpan(0, (int)Math.Min(file.Length, length)).CopyTo(changed);
            Bytes?.CopyTo(changed, At);
            return changed;
        }

        /// <summary>Some of its sectors.</summary>
        public IEnumerable<Change> Torn(Random chance)
        {
            for (var from = 0; from < Bytes?.Length;)
            {
                var to = Math.Min(Bytes.Length, from + Sector - (int)((At + from) % Sector));
                if (chance.Next(2) == 0)
                {
                    yield return new Change(At + from, Bytes[from..to]);
                }

                from = to;
            }
        }
    }
}
