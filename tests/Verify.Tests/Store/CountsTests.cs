using System.Globalization;
using System.Text.Json;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Storage.Sqlite;
using Monitoring.Verify.Certificate;

namespace Monitoring.Verify.Tests.Store;

/// <summary>A certificate counts what is there and what is not: one breach changed by hand moves the one figure that it must.</summary>
public sealed class CountsTests(TamperTests.Lived lived) : IClassFixture<TamperTests.Lived>, IDisposable
{
    /// <summary>The last breach that nothing follows in its stream: to take it away or double it breaks no ladder.</summary>
    private const string LastBreach = """
        (SELECT e.id FROM events e WHERE e.kind = 'breached' AND e.seq = (SELECT max(seq) FROM events WHERE stream = e.stream)
          ORDER BY e.id DESC LIMIT 1)
        """;

    /// <summary>A breach that a command follows.</summary>
    private const string BreachBeforeACommand = """
        (SELECT e.id FROM events e JOIN events n ON n.stream = e.stream AND n.seq > e.seq
          WHERE e.kind = 'breached' AND n.kind NOT IN ('breached', 'escalated', 'closed', 'withdrawn') ORDER BY e.id DESC LIMIT 1)
        """;

    /// <summary>A complaint in which nothing but deadlines passed since its registration, and two of them broke.</summary>
    private const string OnlyBroken = """
        (SELECT stream FROM events GROUP BY stream
          HAVING sum(kind NOT IN ('filed', 'breached', 'escalated')) = 0 AND sum(kind = 'breached') >= 2 ORDER BY stream LIMIT 1)
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-counted-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Where_nobody_touched_anything_all_that_was_expected_has_fired_and_nothing_else()
    {
        var counted = await CountedAfter("SELECT 1");

        Assert.Equal((counted.Expected, counted.ExpectedBreaches), (counted.Fired, counted.FiredBreaches));
        Assert.True(counted.ExpectedBreaches > 5, $"{counted.ExpectedBreaches} breaches");
        Assert.Equal((0, 0, 0, 0, 0), (counted.Missing, counted.Duplicate, counted.Early, counted.Otherwise, counted.Differences));
    }

    [Fact]
    public async Task A_breach_that_is_gone_is_missing()
    {
        var whole = await CountedAfter("SELECT 1");

        var counted = await CountedAfter($"DELETE FROM events WHERE id = {LastBreach}");

        Assert.Equal((1, 0, 0), (counted.Missing, counted.Duplicate, counted.Early));
        Assert.Equal((whole.Expected, whole.Fired - 1), (counted.Expected, counted.Fired));
        Assert.Equal((whole.ExpectedBreaches, whole.FiredBreaches - 1), (counted.ExpectedBreaches, counted.FiredBreaches));
    }

    [Fact]
    public async Task A_breach_that_is_gone_from_the_middle_of_a_history_is_expected_all_the_same()
    {
        var whole = await CountedAfter("SELECT 1");

        var counted = await CountedAfter($"DELETE FROM events WHERE id = {BreachBeforeACommand}");

        Assert.Equal((1, 0, 0), (counted.Missing, counted.Duplicate, counted.Early));
        Assert.Equal((whole.Expected, whole.Fired - 1), (counted.Expected, counted.Fired));
        Assert.Equal((whole.ExpectedBreaches, whole.FiredBreaches - 1), (counted.ExpectedBreaches, counted.FiredBreaches));
    }

    [Fact]
    public async Task All_that_never_fired_after_the_end_of_a_history_is_expected_and_not_only_the_first_of_it()
    {
        var whole = await CountedAfter("SELECT 1");

        // as if nothing had ever woken it again: from its first breach on nothing is there, and no command is
        var counted = await CountedAfter($"DELETE FROM events WHERE stream = {OnlyBroken} AND kind IN ('breached', 'escalated')");

        Assert.True(counted.Missing > 1, $"{counted.Missing} missing");
        Assert.Equal((whole.Expected, whole.Fired - counted.Missing), (counted.Expected, counted.Fired));
        Assert.Equal(whole.ExpectedBreaches, counted.ExpectedBreaches);
        Assert.True(counted.FiredBreaches < whole.FiredBreaches - 1, $"{counted.FiredBreaches} of {whole.FiredBreaches}");
    }

    [Fact]
    public async Task A_breach_that_stands_there_twice_is_a_duplicate()
    {
        var counted = await CountedAfter(
            $"INSERT INTO events (stream, seq, at, kind, body, item, hash) SELECT stream, seq + 1, at, kind, body, item, hash FROM events WHERE id = {LastBreach}");

        Assert.Equal((0, 1, 0), (counted.Missing, counted.Duplicate, counted.Early));
    }

    [Fact]
    public async Task A_breach_that_was_decided_before_its_deadline_was_over_is_early()
    {
        var counted = await CountedAfter(
            $"UPDATE events SET body = json_set(body, '$.decidedAt', body ->> '$.dueAt') WHERE id = {LastBreach}");

        Assert.Equal((0, 0, 1), (counted.Missing, counted.Duplicate, counted.Early));
    }

    [Fact]
    public async Task A_breach_that_was_noticed_an_hour_late_is_late_by_that_and_no_difference_of_its_own()
    {
        var whole = await CountedAfter("SELECT 1");

        var counted = await CountedAfter(
            $"UPDATE events SET body = json_set(body, '$.decidedAt', strftime('%Y-%m-%dT%H:%M:%fZ', body ->> '$.dueAt', '+3600.001 seconds'), '$.lateBecause', 'delay') WHERE id = {LastBreach}");

        Assert.Equal((whole.Late + 1, 3_600d), (counted.Late, counted.LatestSeconds));
        Assert.Equal((0, 0, 0), (counted.Missing, counted.Duplicate, counted.Early));
    }

    private async Task<Attested> CountedAfter(string sql)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder.FullName, "changed")).FullName;
        File.Copy(SqliteStore.PathIn(lived.Store.Options.Data), SqliteStore.PathIn(data), overwrite: true);
        using (var session = SqliteSession.OpenWriter(SqliteStore.PathIn(data)))
        {
            session.Execute("PRAGMA journal_mode = DELETE; PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF");
            session.Execute(sql);
        }

        var certificate = Path.Combine(_folder.FullName, "certificate.json");
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await VerifyVerb.Run(["--data", data, "--certificate", certificate], TimeProvider.System, output);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(certificate));
        return JsonSerializer.Deserialize<Attested>(file.RootElement.GetProperty("body").GetString()!, JsonSerializerOptions.Web)!;
    }
}
