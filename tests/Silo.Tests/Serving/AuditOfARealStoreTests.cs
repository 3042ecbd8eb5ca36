using Microsoft.Extensions.DependencyInjection;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.RealPostgres;
using Monitoring.Silo.Auditor;
using Monitoring.Silo.Storage.Sqlite;
using Npgsql;
using Orleans;

namespace Monitoring.Silo.Tests.Serving;

/// <summary>C9 on the stores of the product: somebody with the database open takes a due row away.</summary>
public class AuditOfARealStoreTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_due_row_taken_out_of_the_sqlite_file_is_restored_and_its_breach_fires()
    {
        await using var server = await RunningServer.Start(WithNetOnly);
        await Tampered(server, takeAway =>
        {
            using var other = SqliteSession.OpenWriter(SqliteStore.PathIn(server.Options.Data));
            other.Execute(takeAway);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_due_row_taken_out_of_the_postgres_table_is_restored_and_its_breach_fires()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var server = await RunningServer.Start(o => WithNetOnly(o) with { Database = database });
        await Tampered(server, async takeAway =>
        {
            await using var connection = new NpgsqlConnection(database + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(takeAway, connection);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        });
    }

    private static Silo.Options.SiloOptions WithNetOnly(Silo.Options.SiloOptions options) =>
        options with { ComplaintTimer = false, FacilityBook = false };

    private static async Task Tampered(RunningServer server, Func<string, Task> execute)
    {
        // on a machine with other work the deadline may pass before the audit; then it lies further ahead the next time
        for (var (n, ahead) = (1, Ahead); !await IsMendedInTime(server, execute, $"c{n}", ahead); (n, ahead) = (n + 1, ahead * 2))
        {
        }
    }

    private static async Task<bool> IsMendedInTime(RunningServer server, Func<string, Task> execute, string complaint, TimeSpan ahead)
    {
        var shelf = server.Services.GetRequiredService<IPolicyShelf>();
        var audit = server.Services.GetRequiredService<AuditOfDueRows>();
        var dueAt = TimeProvider.System.Now() + ahead;
        await server.Services.GetRequiredService<IGrainFactory>().GetGrain<IComplaintGrain>(complaint).File(new FileComplaint
        {
            By = new Actor("gateway"),
            Owner = new Owner("3601-h-002", "3601", "hospital", "C", "pemkab"),
            Traits = new CaseTraits { Channel = "BPJS", ExternalDueAt = dueAt },
            Policy = shelf.Active,
        });
        await execute($"UPDATE streams SET facility = NULL, due_at = NULL WHERE name = 'complaint/{complaint}'");
        await audit.RunOnce(CancellationToken.None);
        if (TimeProvider.System.Now() > dueAt)
        {
            return false;
        }

        var finding = Assert.Single(audit.Report.Findings, f => f.Stream == $"complaint/{complaint}");
        Assert.Equal(("missing", true), (finding.What, finding.Mended));
        await server.Happens(Audience.Province, "breached", complaint);
        return true;
    }
}
