using System.Collections.Concurrent;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>The cable to all screens: while it is cut no connection of the hub lives, and none comes about.</summary>
internal sealed class ScreenCable(Switchboard switches)
{
    private readonly ConcurrentDictionary<HttpContext, bool> _lines = new();
    private int _opened;

    /// <summary>Connections that were let through so far.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Cuts what is connected now.</summary>
    /// <returns>How many screens that were.</returns>
    public int Cut()
    {
        var lines = _lines.Keys.ToArray();
        foreach (var line in lines)
        {
            line.Abort();
        }

        return lines.Length;
    }

    public async Task Ask(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/hubs"))
        {
            await next(context);
            return;
        }

        _lines[context] = true;
        try
        {
            // asked after it stands in the list, so that a cut now either finds it there or is seen here
            if (switches.IsOn(Fault.ScreensCut))
            {
                context.Abort();
                return;
            }

            Interlocked.Increment(ref _opened);
            await next(context);
        }
        finally
        {
            _lines.TryRemove(context, out _);
        }
    }
}
