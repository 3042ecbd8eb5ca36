using System.Globalization;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Reminders in the database of the event log, for an engine of one process.</summary>
public sealed class SqliteReminderTable(SqliteDatabase database) : IReminderTable
{
    private const string Columns = "grain_type, grain_key, name, start_at, period, etag";
    private const string SelectAll = $"SELECT {Columns} FROM reminders ORDER BY etag";
    private const string SelectOfGrain = $"SELECT {Columns} FROM reminders WHERE grain_type = ?1 AND grain_key = ?2 ORDER BY name";
    private const string SelectOne = $"SELECT {Columns} FROM reminders WHERE grain_type = ?1 AND grain_key = ?2 AND name = ?3";

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await database.Read(grainId, OfGrain, CancellationToken.None));

    /// <exception cref="NotSupportedException">Part of the ring was asked for: several silos cannot share one file.</exception>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        begin == end
            ? new(await database.Read(0, static (session, _) => Read(session.Use(SelectAll)), CancellationToken.None))
            : throw new NotSupportedException("A SQLite file serves one silo, which owns every reminder.");

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await database.Read((grainId, reminderName), One, CancellationToken.None)).FirstOrDefault();

    public async Task<string?> UpsertRow(ReminderEntry entry) =>
        await database.Commit(new Upsert(entry), CancellationToken.None);

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        await database.Commit(new Remove(grainId, reminderName, eTag), CancellationToken.None);

    /// <summary>Removes every reminder.</summary>
    public async Task TestOnlyClearTable() => await database.Commit(new Clear(), CancellationToken.None);

    private static List<ReminderEntry> OfGrain(SqliteSession session, GrainId grain) =>
        Read(BindTo(session.Use(SelectOfGrain), grain));

    private static List<ReminderEntry> One(SqliteSession session, (GrainId Grain, string Name) asked) =>
        Read(BindTo(session.Use(SelectOne), asked.Grain).Bind(3, asked.Name));

    private static Statement BindTo(Statement statement, GrainId grain) =>
        statement.Bind(1, grain.Type.ToString()).Bind(2, grain.Key.ToString());

    private static List<ReminderEntry> Read(Statement rows)
    {
        var entries = new List<ReminderEntry>();
        using (rows)
        {
            while (rows.Step())
            {
                entries.Add(new ReminderEntry
                {
                    GrainId = GrainId.Create(rows.Text(0), rows.Text(1)),
                    ReminderName = rows.Text(2),
                    StartAt = DateTimeOffset.FromUnixTimeMilliseconds(rows.Int64(3)).UtcDateTime,
                    Period = TimeSpan.FromMilliseconds(rows.Int64(4)),
                    ETag = Written(rows.Int64(5)),
                });
            }
        }

        return entries;
    }

    private static string Written(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private sealed class Upsert(ReminderEntry entry) : Write<string?>
    {
        // replacing the row gives it a new number, and so a new ETag
        private const string Replace = """
            INSERT OR REPLACE INTO reminders (grain_type, grain_key, name, start_at, period) VALUES (?1, ?2, ?3, ?4, ?5)
            """;

        public override bool Apply(SqliteSession session)
        {
            var startAt = new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc), TimeSpan.Zero);
            BindTo(session.Use(Replace), entry.GrainId)
                .Bind(3, entry.ReminderName)
                .Bind(4, startAt.ToUnixTimeMilliseconds())
                .Bind(5, (long)entry.Period.TotalMilliseconds)
                .Run();
            Outcome = Written(session.LastRowId);
            return true;
        }
    }

    private sealed class Remove(GrainId grain, string name, string etag) : Write<bool>
    {
        private const string Delete = """
            DELETE FROM reminders WHERE grain_type = ?1 AND grain_key = ?2 AND name = ?3 AND etag = ?4
            """;

        public override bool Apply(SqliteSession session)
        {
            if (long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
            {
                BindTo(session.Use(Delete), grain).Bind(3, name).Bind(4, read).Run();
                Outcome = session.Changes > 0;
            }

            return Outcome;
        }
    }

    private sealed class Clear : Write<bool>
    {
        public override bool Apply(SqliteSession session)
        {
            session.Use("DELETE FROM reminders").Run();
            return true;
        }
    }
}
