using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Grain states in the database of the event log: one row for each state of each grain, fenced by its ETag.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="json">How states are written; by default as System.Text.Json does.</param>
public sealed class SqliteGrainStorage(SqliteDatabase database, JsonSerializerOptions? json = null) : IGrainStorage
{
    private const string Select =
        "SELECT etag, body FROM grain_states WHERE grain_type = ?1 AND grain_key = ?2 AND name = ?3";

    private readonly JsonSerializerOptions _json = json ?? JsonSerializerOptions.Default;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await database.Read(new StateKey(stateName, grainId), Read, CancellationToken.None);
        grainState.ETag = stored.ETag;
        grainState.RecordExists = stored.Body is not null;
        grainState.State = stored.Body is { } body ? JsonSerializer.Deserialize<T>(body, _json) : Blank<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await Store(stateName, grainId, grainState.ETag, JsonSerializer.Serialize(grainState.State, _json));
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await Store(stateName, grainId, grainState.ETag, body: null);
        grainState.RecordExists = false;
        grainState.State = Blank<T>();
    }

    private async Task<string> Store(string stateName, GrainId grainId, string? etag, string? body)
    {
        var key = new StateKey(stateName, grainId);
        var (written, stored) = await database.Commit(new StateWrite(key, etag, body), CancellationToken.None);
        return written
            ? stored!
            : throw new InconsistentStateException(
                $"Somebody else has written the state {stateName} of {grainId} since it was read.", stored, etag);
    }

    private static (string? ETag, string? Body) Read(SqliteSession session, StateKey key)
    {
        using var row = key.BindTo(session.Use(Select));
        return row.Step() ? (Written(row.Int64(0)), row.IsNull(1) ? null : row.Text(1)) : default;
    }

    private static string Written(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    /// <summary>A grain finds an empty state, not none, before it has written one.</summary>
    private static T? Blank<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : default;

    private readonly record struct StateKey(string Name, GrainId Grain)
    {
        public Statement BindTo(Statement statement) =>
            statement.Bind(1, Grain.Type.ToString()).Bind(2, Grain.Key.ToString()).Bind(3, Name);
    }

    /// <summary>Replaces a state, if its ETag is still the one that was read; says which ETag is stored now.</summary>
    private sealed class StateWrite(StateKey key, string? etag, string? body) : Write<(bool Written, string? ETag)>
    {
        private const string Insert = """
            INSERT INTO grain_states (grain_type, grain_key, name, etag, body) VALUES (?1, ?2, ?3, 1, ?4)
            ON CONFLICT DO NOTHING RETURNING etag
            """;

        private const string Update = """
            UPDATE grain_states SET etag = etag + 1, body = ?4
            WHERE grain_type = ?1 AND grain_key = ?2 AND name = ?3 AND etag = ?5 RETURNING etag
            """;

        public override bool Apply(SqliteSession session)
        {
            var admitted = Store(session);
            Outcome = (admitted is not null, admitted is { } now ? Written(now) : Read(session, key).ETag);
            return admitted is not null;
        }

        private long? Store(SqliteSession session)
        {
            if (etag is null)
            {
                return key.BindTo(session.Use(Insert)).Bind(4, body).Number();
            }

            return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
                ? key.BindTo(session.Use(Update)).Bind(4, body).Bind(5, read).Number()
                : null;
        }
    }
}
