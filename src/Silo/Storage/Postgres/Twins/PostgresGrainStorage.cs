using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Orleans.Storage;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// States of grains for the Embedded engine, in the table and under the keys of Microsoft Orleans' ADO.NET provider, so that
/// a database moves from one engine to the other.
/// </summary>
/// <param name="database">Where they are kept.</param>
/// <param name="service">Name of the cluster: databases may hold several.</param>
internal sealed class PostgresGrainStorage(PostgresDatabase database, string service) : IGrainStorage
{
    private const string Key = """
        grainidhash = $1 AND graintypehash = $2 AND grainidn0 = $3 AND grainidn1 = $4 AND serviceid = $5
        AND graintypestring = $6 AND coalesce(grainidextensionstring, '') = coalesce($7, '')
        """;

    private const string Select = $"SELECT version, payloadbinary FROM orleansstorage WHERE {Key}";

    private const string Insert = """
        INSERT INTO orleansstorage (grainidhash, graintypehash, grainidn0, grainidn1, serviceid, graintypestring,
          grainidextensionstring, payloadbinary, modifiedon, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() AT TIME ZONE 'utc', 1) ON CONFLICT DO NOTHING
        """;

    private const string Update = $"""
        UPDATE orleansstorage SET payloadbinary = $8, modifiedon = now() AT TIME ZONE 'utc', version = version + 1
        WHERE {Key} AND version = $9
        """;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (etag, body) = await Stored(stateName, grainId);
        grainState.ETag = etag;
        grainState.RecordExists = body is not null;
        grainState.State = body is not null ? JsonSerializer.Deserialize<T>(body) : Blank<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await Store(stateName, grainId, grainState.ETag, JsonSerializer.SerializeToUtf8Bytes(grainState.State));
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // as the provider does: what was never written is not cleared
        if (grainState.ETag is not null)
        {
            grainState.ETag = await Store(stateName, grainId, grainState.ETag, null);
        }

        grainState.RecordExists = false;
        grainState.State = Blank<T>();
    }

    private async Task<string> Store(string name, GrainId grain, string? etag, byte[]? body)
    {
        var read = etag is null ? (int?)null : int.Parse(etag, CultureInfo.InvariantCulture);
        var written = await database.WriteOnce(
            read is null ? Insert : Update,
            with =>
            {
                Bind(with, name, grain);
                with.Add(new NpgsqlParameter { Value = (object?)body ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
                if (read is { } version)
                {
                    with.AddWithValue(version);
                }
            },
            CancellationToken.None);
        return written == 1
            ? ((read ?? 0) + 1).ToString(CultureInfo.InvariantCulture)
            : throw new InconsistentStateException(
                $"Somebody else has written the state {name} of {grain} since it was read.",
                (await Stored(name, grain)).ETag ?? "none",
                etag ?? "none");
    }

    private async Task<(string? ETag, byte[]? Body)> Stored(string name, GrainId grain) => await database.Read(
        Select,
        with => Bind(with, name, grain),
        async rows => await rows.ReadAsync()
            ? (rows.GetInt32(0).ToString(CultureInfo.InvariantCulture), rows.IsDBNull(1) ? null : (byte[])rows[1])
            : ((string?)null, (byte[]?)null),
        CancellationToken.None);

    private void Bind(NpgsqlParameterCollection with, string name, GrainId grain)
    {
        var key = StateKey.Of(grain);
        with.AddWithValue(key.Hash);
        with.AddWithValue(RingHash.OfName(name));
        with.AddWithValue(key.N0);
        with.AddWithValue(key.N1);
        with.AddWithValue(service);
        with.AddWithValue(name);
        with.Add(new NpgsqlParameter { Value = (object?)key.Text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
    }

    /// <summary>A grain finds an empty state, not none, before it has written one.</summary>
    private static T? Blank<T>() =>
        typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : default;
}
