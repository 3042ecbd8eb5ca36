namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// The next number of each audience's feed, known to the writer's thread alone. A number is given inside the transaction
/// that uses it and forgotten if that is rolled back, so that no feed has a gap; the feed's primary key would tell.
/// </summary>
internal sealed class AudienceNumbers
{
    private const string Find =
        "SELECT id, (SELECT max(seq) FROM feeds WHERE audience = audiences.id) FROM audiences WHERE name = ?1";

    private const string Create = "INSERT INTO audiences (name) VALUES (?1)";

    private readonly Dictionary<string, Audience> _known = new(StringComparer.Ordinal);

    public (long Audience, long Seq) Next(SqliteSession session, string name)
    {
        if (!_known.TryGetValue(name, out var audience))
        {
            _known.Add(name, audience = Load(session, name));
        }

        return (audience.Id, ++audience.Head);
    }

    public void Forget() => _known.Clear();

    private static Audience Load(SqliteSession session, string name)
    {
        using (var row = session.Use(Find).Bind(1, name))
        {
            if (row.Step())
            {
                return new Audience(row.Int64(0)) { Head = row.Int64(1) };
            }
        }

        session.Use(Create).Bind(1, name).Run();
        return new Audience(session.LastRowId);
    }

    private sealed class Audience(long id)
    {
        public long Id { get; } = id;

        public long Head { get; set; }
    }
}
