using Monitoring.RealPostgres;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Npgsql;

namespace Monitoring.Verify.Tests.Store;

/// <summary>The same check over a database: what is written in SQL of its own.</summary>
public sealed class PostgresTamperTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-tamper-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_changed_in_a_database_is_found_and_what_is_changed_back_is_not()
    {
        var options = new SiloOptions { Data = _folder.FullName, Database = PostgresServer.Shared.CreateDatabase() };
        var lived = await LivedStore.Live(options);
        Assert.Contains("differences    0", await Verify(lived, code: 0), StringComparison.Ordinal);

        const string C0 = "(SELECT id FROM streams WHERE name = 'complaint/c0')";
        (string Change, string Back, string Place)[] changes =
        [
            ($"UPDATE events SET body = body || ' ' WHERE stream = {C0} AND seq = 2", $"UPDATE events SET body = rtrim(body) WHERE stream = {C0} AND seq = 2", "complaint/c0, event 2: its link"),
            ($"UPDATE events SET at = at + 1 WHERE stream = {C0} AND seq = 2", $"UPDATE events SET at = at - 1 WHERE stream = {C0} AND seq = 2", "complaint/c0, event 2"),
            ("UPDATE audiences SET head = head + 1 WHERE name = 'province'", "UPDATE audiences SET head = head - 1 WHERE name = 'province'", "feed of province: the store says"),
            ("UPDATE feeds SET seq = -5 WHERE seq = 5 AND audience = 1", "UPDATE feeds SET seq = 5 WHERE seq = -5", "row 5: it is not there"),
            ("UPDATE feeds SET event = event + 100 WHERE seq = 5 AND audience = 1", "UPDATE feeds SET event = event - 100 WHERE seq = 5 AND audience = 1", "the event is not there; it stands in the feed of"),
            ($"UPDATE request_keys SET fingerprint = fingerprint || 'x' WHERE stream = {C0}", $"UPDATE request_keys SET fingerprint = rtrim(fingerprint, 'x') WHERE stream = {C0}", "complaint/c0, event"),
            ($"UPDATE streams SET due_at = 5, facility = 'f0' WHERE id = {C0}", "", "complaint/c0: its due row says 1970"),
        ];
        foreach (var (change, back, place) in changes)
        {
            await Run(options.Database, change);
            Assert.Contains(place, await Verify(lived, code: 1), StringComparison.Ordinal);
            if (back.Length > 0)
            {
                await Run(options.Database, back);
                Assert.Contains("differences    0", await Verify(lived, code: 0), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<string> Verify(LivedStore lived, int code)
    {
        await using var output = new StringWriter();
        var answered = await VerifyVerb.Run(
            ["--db", lived.Options.Database, "--data", lived.Options.Data, "--anchor", lived.Anchor], TimeProvider.System, output);
        Assert.True(code == answered, output.ToString());
        return output.ToString();
    }

    private static async Task Run(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
#pragma warning disable CA2100 // one of the changes above
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        Assert.True(await command.ExecuteNonQueryAsync() > 0, sql);
    }
}
