using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitoring.RealPostgres;
using Npgsql;

namespace Monitoring.Bench.Raw;

/// <summary>
/// The raw limit of the intake on PostgreSQL: what <c>pgbench</c> commits on the same server, one row a commit, as long as an
/// event, with as many clients.
/// </summary>
internal static partial class PgBench
{
    private const string Script = "INSERT INTO row (body) VALUES (repeat('x', 600));";

    /// <summary>Commits a second.</summary>
    public static double OneRowCommits(PostgresServer postgres, int clients, TimeSpan during)
    {
        var database = new NpgsqlConnectionStringBuilder(postgres.CreateDatabase());
        using (var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false"))
        {
            connection.Open();
            using var create = new NpgsqlCommand("CREATE TABLE row (id bigserial PRIMARY KEY, body text NOT NULL)", connection);
            create.ExecuteNonQuery();
        }

        var script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, Script);
            return Rate(Run(postgres, database, script, clients, during));
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string Run(
        PostgresServer postgres, NpgsqlConnectionStringBuilder database, string script, int clients, TimeSpan during)
    {
        string[] line =
        [
            "-h", database.Host!, "-p", postgres.Port.ToString(CultureInfo.InvariantCulture), "-U", database.Username!,
            "-n", "-M", "prepared", "-j", "2", "-c", clients.ToString(CultureInfo.InvariantCulture),
            "-T", ((int)during.TotalSeconds).ToString(CultureInfo.InvariantCulture), "-f", script, database.Database!,
        ];
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(PostgresServer.Programme, "pgbench"), line) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {said}");
    }

    private static double Rate(string said) => Tps().Match(said) is { Success: true } found
        ? double.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"pgbench did not say how much it did: {said}");

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
