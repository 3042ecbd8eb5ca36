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
    private const string TakeAway = "UPDATE streams SET facility = NULL, due_at = NULL WHERE name = 'complaint/c1'";

    [Fact]
    public async Task A_due_row_taken_out_of_the_sqlite_file_is_restored_and_its_breach_fires()
    {
        await using var server = await RunningServer.Start(WithNetOnly);
        await Tampered(server, () =>
        {
            using var other = SqliteSession.OpenWriter(SqliteStore.PathIn(server.Options.Data));
            other.Execute(TakeAway);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_due_row_taken_out_of_the_postgres_table_is_restored_and_its_breach_fires()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var server = await RunningServer.Start(o => WithNetOnly(o) with { Database = database });
        await Tampered(server, async () =>
        {
            await using var connection = new NpgsqlConnection(database + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(TakeAway, connection);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        });
    }

    private static Silo.Options.SiloOptions WithNetOnly(Silo.Options.SiloOptions options) =>
        options with { ComplaintTimer = false, FacilityBook = false };

    private static async Task Tampered(RunningServer server, Func<Task> takeAway)
    {
        var shelf = server.Services.GetRequiredService<IPolicyShelf>();
        var audit = server.Services.GetRequiredService<AuditOfDueRows>();
        var dueAt = TimeProvider.System.Now() + TimeSpan.FromSeconds(5);
        await server.Services.GetRequiredService<IGrainFactory>().GetGrain<IComplaintGrain>("c1").File(new FileComplaint
        {
            By = new Actor("gateway"),
            Owner = new Owner("3601-h-002", "3601", "hospital", "C", "pemkab"),
            Traits = new CaseTraits { Channel = "BPJS", ExternalDueAt = dueAt },
            Policy = shelf.Active,
        });
        await takeAway();
        await audit.RunOnce(CancellationToken.None);

        var finding = Assert.Single(audit.Report.Findings);
        Assert.Equal(("complaint/c1", "missing", true), (finding.Stream, finding.What, finding.Mended));
        await server.Happens(Audience.Province, "breached");
    }
}
