using System.Collections.Concurrent;
using Monitoring.Grains;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Ended sessions for all processes on one database. Each keeps a copy and reads what is new every two seconds, so that a
/// session ended at one door is over at all of them within five.
/// </summary>
internal sealed partial class PostgresEndedSessions(
    PostgresDatabase database, TimeProvider time, ILogger<PostgresEndedSessions> logger) : BackgroundService, IEndedSessions
{
    private const string Insert = "INSERT INTO ended_sessions (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private const string Select = "SELECT id FROM ended_sessions WHERE expires_at > $1";
    private const string Forget = "DELETE FROM ended_sessions WHERE expires_at <= $1";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, bool> _ended = new(StringComparer.Ordinal);

    public bool Has(string session) => _ended.ContainsKey(session);

    public async ValueTask End(string session, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellation)
    {
        // here at once, whatever becomes of the write
        _ended[session] = true;
        await database.Write(
            Insert,
            with =>
            {
                with.AddWithValue(session);
                with.AddWithValue(expiresAt.ToUnixTimeMilliseconds());
            },
            cancellation);
        await database.Write(Forget, with => with.AddWithValue(now.ToUnixTimeMilliseconds()), cancellation);
    }

    /// <summary>Reads what was ended elsewhere.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        var ended = await database.Read(
            Select,
            with => with.AddWithValue(time.Now().ToUnixTimeMilliseconds()),
            async rows =>
            {
                var ids = new List<string>();
                while (await rows.ReadAsync(cancellation))
                {
                    ids.Add(rows.GetString(0));
                }

                return ids;
            },
            cancellation);
        ended.ForEach(id => _ended[id] = true);
    }

    // before the door opens: a session that was ended must not come back for a moment
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnce(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which sessions were ended elsewhere could not be read; trying again.")]
    private partial void LogNotRead(Exception exception);
}
