namespace Monitoring.Embedded;

/// <summary>
/// The timers that are set, first due first: a binary heap in which each timer knows its place, so that one that is set
/// anew, as most are, leaves nothing behind.
/// </summary>
internal sealed class TimerQueue
{
    private readonly List<VirtualTimer> _heap = [];

    public VirtualTimer? First => _heap.Count == 0 ? null : _heap[0];

    public void Add(VirtualTimer timer)
    {
        _heap.Add(timer);
        MoveUp(timer, _heap.Count - 1);
    }

    public void Remove(VirtualTimer timer)
    {
        var place = timer.Place;
        if (place < 0)
        {
            return;
        }

        timer.Place = -1;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (ReferenceEquals(last, timer))
        {
            return;
        }

        MoveUp(last, place);
        MoveDown(last, last.Place);
    }

    private static bool IsBefore(VirtualTimer one, VirtualTimer other) =>
        one.Due < other.Due || (one.Due == other.Due && one.Order < other.Order);

    private void MoveUp(VirtualTimer timer, int place)
    {
        while (place > 0 && IsBefore(timer, _heap[(place - 1) / 2]))
        {
            Put(_heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }

        Put(timer, place);
    }

    private void MoveDown(VirtualTimer timer, int place)
    {
        while (FirstChildOf(place) is { } child && IsBefore(_heap[child], timer))
        {
            Put(_heap[child], place);
            place = child;
        }

        Put(timer, place);
    }

    private int? FirstChildOf(int place)
    {
        var left = (2 * place) + 1;
        if (left >= _heap.Count)
        {
            return null;
        }

        var right = left + 1;
        return right < _heap.Count && IsBefore(_heap[right], _heap[left]) ? right : left;
    }

    private void Put(VirtualTimer timer, int place)
    {
        _heap[place] = timer;
        timer.Place = place;
    }
}
