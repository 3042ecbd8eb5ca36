using System.Collections.Concurrent;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>A few connections that only read, each used by one caller at a time, opened as they are needed.</summary>
internal sealed class Readers(string path) : IDisposable
{
    /// <summary>More than there are cores only waits in another place.</summary>
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _free = new(Most, Most);

    /// <summary>Reads on the caller's thread: a read takes microseconds, less than a change of thread.</summary>
    /// <exception cref="StorageUnknownException">The store could not be read.</exception>
    public async ValueTask<T> Read<TQuestion, T>(
        TQuestion question, Func<SqliteSession, TQuestion, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return Read(question, read);
        }
        catch (SqliteFailedException e)
        {
            throw new StorageUnknownException("The store could not be read.", e);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        // once every permit is held nobody reads any more, and nobody will
        for (var i = 0; i < Most; i++)
        {
            _free.Wait();
        }

        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Dispose();
    }

    private T Read<TQuestion, T>(TQuestion question, Func<SqliteSession, TQuestion, T> read)
    {
        if (!_idle.TryTake(out var session))
        {
            session = SqliteSession.OpenReader(path);
            session.Execute("PRAGMA busy_timeout = 1000; PRAGMA cache_size = -8192");
        }

        // a connection that failed is closed, not used again
        var sound = false;
        try
        {
            var answer = read(session, question);
            sound = true;
            return answer;
        }
        finally
        {
            if (sound)
            {
                _idle.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }
}
