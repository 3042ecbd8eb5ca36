using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Monitoring.Grains.EventLog;

/// <summary>One stream of a <see cref="MemoryEventLog"/>.</summary>
internal sealed class MemoryEventLogStream
{
    private readonly List<StoredEvent> _events = new(4);

    public long Head => _events.Count;

    public DueRow? Due { get; set; }

    public SealedTexts? Sealed { get; private set; }

    public void Add(NewEvent written) =>
        _events.Add(new StoredEvent(Head + 1, written.At, written.Kind, written.Body) { Hash = written.Hash });

    public ImmutableArray<StoredEvent> After(long seq) =>
        seq >= Head ? [] : [.. CollectionsMarshal.AsSpan(_events)[(int)Math.Max(seq, 0)..]];

    /// <summary>New texts join the old ones; the key is replaced, but a key that was erased never comes back.</summary>
    public void Seal(SealedTexts? texts)
    {
        if (texts is not null)
        {
            Sealed = Sealed is null
                ? texts
                : new SealedTexts(
                    Sealed.WrappedKey.IsEmpty ? [] : texts.WrappedKey, Sealed.Texts.SetItems(texts.Texts));
        }
    }
}
