using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Tells other processes of commits, and hears of theirs. It is a hint and never the data: a notice that is lost, while a
/// connection is being made again for instance, costs a tail one look of its own.
/// </summary>
internal sealed partial class FeedNotices : IAsyncDisposable
{
    private const string Channel = "monitoring_feed";

    /// <summary>What the server takes in one notice, and some room.</summary>
    private const int MostBytes = 7_500;

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly PostgresDatabase _database;
    private readonly Action<ImmutableArray<string>> _heard;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CommitHints _told;
    private readonly Task _listening;
    private volatile int _process;

    /// <param name="database">Where the notices go through.</param>
    /// <param name="heard">Is called with the audiences that another process has written to.</param>
    /// <param name="logger">Hears of what failed.</param>
    public FeedNotices(PostgresDatabase database, Action<ImmutableArray<string>> heard, ILogger logger)
    {
        (_database, _heard, _logger) = (database, heard, logger);
        _told = new CommitHints(Send);
        _listening = Listen();
    }

    /// <summary>Tells the others; what comes while a notice is on its way goes with the next.</summary>
    public void Tell(ImmutableArray<string> audiences) => _told.Add(audiences);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listening;
        _stopping.Dispose();
    }

    // on a thread of the pool, and outside of every commit: inside one it would make commits wait for each other
    private void Send(ImmutableArray<string> audiences)
    {
        try
        {
            foreach (var payload in Payloads(audiences))
            {
                _database.Write(
                    "SELECT pg_notify($1, $2)",
                    with =>
                    {
                        with.AddWithValue(Channel);
                        with.AddWithValue(payload);
                    },
                    _stopping.Token).AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogNotTold(e);
        }
    }

    private IEnumerable<string> Payloads(ImmutableArray<string> audiences)
    {
        var from = _process.ToString(CultureInfo.InvariantCulture);
        var payload = new System.Text.StringBuilder(from);
        foreach (var audience in audiences)
        {
            if (payload.Length + audience.Length > MostBytes / 2)
            {
                yield return payload.ToString();
                payload.Clear().Append(from);
            }

            payload.Append('\n').Append(audience);
        }

        yield return payload.ToString();
    }

    private async Task Listen()
    {
        await Task.Yield();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ListenOnce();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                if (_stopping.IsCancellationRequested)
                {
                    return;
                }

                LogDeaf(e.Message);
                await Task.Delay(PauseBetweenTries, _database.Time, _stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenOnce()
    {
        // its own connection, that asks now and then whether the other end is there
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false, KeepAlive = 5 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await connection.OpenAsync(_stopping.Token);
        _process = connection.ProcessID;
        await using (var listen = new NpgsqlCommand("LISTEN " + Channel, connection))
        {
            await listen.ExecuteNonQueryAsync(_stopping.Token);
        }

        while (true)
        {
            await connection.WaitAsync(_stopping.Token);
        }
    }

    private void Hear(string payload)
    {
        var said = payload.Split('\n');
        if (said[0] != _process.ToString(CultureInfo.InvariantCulture))
        {
            _heard([.. said.Skip(1)]);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Other processes were not told of a commit; they look by themselves.")]
    private partial void LogNotTold(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices of other processes are not heard, trying again: {Why}")]
    private partial void LogDeaf(string why);
}
