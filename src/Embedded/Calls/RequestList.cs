namespace Monitoring.Embedded;

/// <summary>Requests in the order they came, linked through themselves: an idle activation pays nothing for it.</summary>
internal struct RequestList
{
    private Request? _last;

    public Request? First { get; private set; }

    public int Count { get; private set; }

    /// <summary>How many of them may run between the awaits of any other.</summary>
    public int AlwaysInterleave { get; private set; }

    public void Append(Request request)
    {
        request.Previous = _last;
        request.Next = null;
        if (_last is null)
        {
            First = request;
        }
        else
        {
            _last.Next = request;
        }

        _last = request;
        Count++;
        AlwaysInterleave += request.IsAlwaysInterleave ? 1 : 0;
    }

    public void Remove(Request request)
    {
        if (request.Previous is null)
        {
            First = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
        {
            _last = request.Previous;
        }
        else
        {
            request.Next.Previous = request.Previous;
        }

        request.Previous = request.Next = null;
        Count--;
        AlwaysInterleave -= request.IsAlwaysInterleave ? 1 : 0;
    }

    public Request? TakeFirst()
    {
        var first = First;
        if (first is not null)
        {
            Remove(first);
        }

        return first;
    }
}
