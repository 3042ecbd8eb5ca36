using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>Counts what the door answers to complaints, whoever files them, as the answer leaves.</summary>
internal sealed class DoorTally
{
    private const string Intake = "/api/v1/complaints";

    private ImmutableList<IntakeCount> _open = [];

    /// <summary>Counts into this from now on, until disposed.</summary>
    public IDisposable Into(IntakeCount count)
    {
        ImmutableInterlocked.Update(ref _open, (open, one) => open.Add(one), count);
        return new Counting(this, count);
    }

    public async Task Ask(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.Path.Equals(Intake, StringComparison.Ordinal))
        {
            return;
        }

        foreach (var count in Volatile.Read(ref _open))
        {
            count.Note(context.Response.StatusCode, context.Response.Headers.Location.ToString());
        }
    }

    private sealed class Counting(DoorTally tally, IntakeCount count) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref tally._open, (open, one) => open.Remove(one), count);
    }
}

/// <summary>How complaints were answered while a fault was on and until it was overcome.</summary>
internal sealed class IntakeCount
{
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private int _refused;

    /// <summary>Requests answered 503.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Ids of the complaints that somebody was told are registered.</summary>
    public ICollection<string> Acknowledged => _acknowledged.Keys;

    public void Acknowledge(string complaint) => _acknowledged[complaint] = true;

    public void Note(int status, string location)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Interlocked.Increment(ref _refused);
        }
        else if (status == StatusCodes.Status201Created)
        {
            Acknowledge(location[(location.LastIndexOf('/') + 1)..]);
        }
    }
}
