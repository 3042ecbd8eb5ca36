using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Documents in the database of the event log.</summary>
public sealed class PostgresDocumentStore(PostgresDatabase database) : IDocumentStore
{
    private const string Insert =
        "INSERT INTO documents (kind, name, version, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

    private const string IsSame =
        "SELECT body = $4 FROM documents WHERE kind = $1 AND name = $2 AND version = $3";

    private const string Select = "SELECT name, version, body FROM documents WHERE kind = $1 ORDER BY id";

    public async ValueTask<bool> PutDocument(StoredDocument document, CancellationToken cancellation)
    {
        await database.Write(Insert, Bind, cancellation);
        return await database.Read(
            IsSame, Bind, async rows => await rows.ReadAsync(cancellation) && rows.GetBoolean(0), cancellation);

        void Bind(Npgsql.NpgsqlParameterCollection with)
        {
            with.AddWithValue(document.Kind);
            with.AddWithValue(document.Id);
            with.AddWithValue(document.Version);
            with.AddWithValue(document.Body);
        }
    }

    public ValueTask<ImmutableArray<StoredDocument>> GetDocuments(string kind, CancellationToken cancellation) =>
        database.Read(
            Select,
            with => with.AddWithValue(kind),
            async rows =>
            {
                var documents = ImmutableArray.CreateBuilder<StoredDocument>();
                while (await rows.ReadAsync(cancellation))
                {
                    documents.Add(new StoredDocument(kind, rows.GetString(0), rows.GetString(1), rows.GetString(2)));
                }

                return documents.DrainToImmutable();
            },
            cancellation);
}
