using System.Globalization;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Reminders for the Embedded engine, in the table of Microsoft Orleans' ADO.NET provider. Each row carries its place on the
/// ring of silos, so that the silos of a cluster find what one process has written.
/// </summary>
/// <param name="database">Where they are kept.</param>
/// <param name="service">Name of the cluster: databases may hold several.</param>
internal sealed class PostgresReminderTable(PostgresDatabase database, string service) : IReminderTable
{
    private const string Select =
        "SELECT grainid, remindername, starttime, period, version FROM orleansreminderstable WHERE serviceid = $1";

    private const string Upsert = """
        INSERT INTO orleansreminderstable AS r (serviceid, grainid, remindername, starttime, period, grainhash, version)
        VALUES ($1, $2, $3, $4, $5, $6, 0)
        ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
          SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = r.version + 1
        RETURNING version
        """;

    private const string Delete =
        "DELETE FROM orleansreminderstable WHERE serviceid = $1 AND grainid = $2 AND remindername = $3 AND version = $4";

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Rows(Select + " AND grainid = $2", grainId.ToString());

    /// <summary>All of the ring for two equal bounds; else the part above the first up to the second, round the end if need be.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        if (begin == end)
        {
            return Rows(Select);
        }

        var (above, upTo) = unchecked(((int)begin, (int)end));
        return Rows(
            Select + (above < upTo ? " AND grainhash > $2 AND grainhash <= $3" : " AND (grainhash > $2 OR grainhash <= $3)"),
            above,
            upTo);
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await Rows(Select + " AND grainid = $2 AND remindername = $3", grainId.ToString(), reminderName)).Reminders.SingleOrDefault();

    public async Task<string?> UpsertRow(ReminderEntry entry) => await database.Read(
        Upsert,
        with =>
        {
            with.AddWithValue(service);
            with.AddWithValue(entry.GrainId.ToString());
            with.AddWithValue(entry.ReminderName);
            with.AddWithValue(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc));
            with.AddWithValue((long)entry.Period.TotalMilliseconds);
            with.AddWithValue(RingHash.Of(entry.GrainId));
        },
        async rows => await rows.ReadAsync() ? Written(rows.GetInt32(0)) : null,
        CancellationToken.None);

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        int.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && await database.WriteOnce(
            Delete,
            with =>
            {
                with.AddWithValue(service);
                with.AddWithValue(grainId.ToString());
                with.AddWithValue(reminderName);
                with.AddWithValue(version);
            },
            CancellationToken.None) == 1;

    private async Task<ReminderTableData> Rows(string sql, params object[] values) => new(await database.Read(
        sql,
        with =>
        {
            with.AddWithValue(service);
            foreach (var value in values)
            {
                with.Add(new NpgsqlParameter { Value = value });
            }
        },
        async rows =>
        {
            var entries = new List<ReminderEntry>();
            while (await rows.ReadAsync())
            {
                entries.Add(new ReminderEntry
                {
                    GrainId = GrainId.Parse(rows.GetString(0)),
                    ReminderName = rows.GetString(1),
                    StartAt = DateTime.SpecifyKind(rows.GetDateTime(2), DateTimeKind.Utc),
                    Period = TimeSpan.FromMilliseconds(rows.GetInt64(3)),
                    ETag = Written(rows.GetInt32(4)),
                });
            }

            return entries;
        },
        CancellationToken.None));

    private static string Written(int version) => version.ToString(CultureInfo.InvariantCulture);
}
