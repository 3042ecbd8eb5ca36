using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Looks up used keys, for the writer and for readers.</summary>
internal static class StoredKeys
{
    private const string Query = """
        SELECT k.fingerprint, s.name, k.seq FROM request_keys k JOIN streams s ON s.id = k.stream
        WHERE k.client = ?1 AND k.key = ?2
        """;

    /// <returns>The key with the fingerprint it was first used with, or null if it was never used.</returns>
    public static StoredKey? Find(SqliteSession session, RequestKey key)
    {
        using var row = session.Use(Query).Bind(1, key.Client).Bind(2, key.Key);
        return row.Step() ? new StoredKey(key with { Fingerprint = row.Text(0) }, row.Text(1), row.Int64(2)) : null;
    }
}
