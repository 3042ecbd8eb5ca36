using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Documents in the database of the event log.</summary>
public sealed class SqliteDocumentStore(SqliteDatabase database) : IDocumentStore
{
    private const string Select = "SELECT name, version, body FROM documents WHERE kind = ?1 ORDER BY id";

    public ValueTask<bool> PutDocument(StoredDocument document, CancellationToken cancellation) =>
        database.Commit(new Put(document), cancellation);

    public ValueTask<ImmutableArray<StoredDocument>> GetDocuments(string kind, CancellationToken cancellation) =>
        database.Read(kind, Read, cancellation);

    private static ImmutableArray<StoredDocument> Read(SqliteSession session, string kind)
    {
        using var rows = session.Use(Select).Bind(1, kind);
        var documents = ImmutableArray.CreateBuilder<StoredDocument>();
        while (rows.Step())
        {
            documents.Add(new StoredDocument(kind, rows.Text(0), rows.Text(1), rows.Text(2)));
        }

        return documents.DrainToImmutable();
    }

    private sealed class Put(StoredDocument document) : Write<bool>
    {
        private const string Insert =
            "INSERT INTO documents (kind, name, version, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

        private const string IsSame =
            "SELECT body = ?4 FROM documents WHERE kind = ?1 AND name = ?2 AND version = ?3";

        // always admitted: putting the same again is as good as having put it
        public override bool Apply(SqliteSession session)
        {
            BindTo(session.Use(Insert)).Run();
            Outcome = BindTo(session.Use(IsSame)).Number() == 1;
            return true;
        }

        private Statement BindTo(Statement statement) =>
            statement.Bind(1, document.Kind).Bind(2, document.Id).Bind(3, document.Version).Bind(4, document.Body);
    }
}
