using Monitoring.Silo.Storage.Sqlite;
using Orleans;
using Orleans.Runtime;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

public sealed class SqliteReminderTableTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("facility", "rs-a");

    private readonly SqliteFile _file = new();

    private SqliteReminderTable Table => new(_file.Database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _file.Remove();

    [Fact]
    public async Task A_reminder_is_read_as_it_was_set()
    {
        var etag = await Table.UpsertRow(Reminder(Grain, "book"));
        await _file.Close();
        _file.Reopen();

        var row = await Table.ReadRow(Grain, "book");

        Assert.Equal(Grain, row!.GrainId);
        Assert.Equal(Sample.Morning.UtcDateTime, row.StartAt);
        Assert.Equal(DateTimeKind.Utc, row.StartAt.Kind);
        Assert.Equal(TimeSpan.FromMinutes(10), row.Period);
        Assert.Equal(etag, row.ETag);
        Assert.Null(await Table.ReadRow(Grain, "other"));
    }

    [Fact]
    public async Task Setting_a_reminder_again_replaces_it_under_a_new_etag()
    {
        var first = await Table.UpsertRow(Reminder(Grain, "book"));
        var second = await Table.UpsertRow(Reminder(Grain, "book"));

        Assert.NotEqual(first, second);
        Assert.Single((await Table.ReadRows(Grain)).Reminders);
        Assert.False(await Table.RemoveRow(Grain, "book", first!));
        Assert.True(await Table.RemoveRow(Grain, "book", second!));
        Assert.Empty((await Table.ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task An_etag_is_not_used_again_after_its_row_is_gone()
    {
        var first = await Table.UpsertRow(Reminder(Grain, "book"));
        await Table.RemoveRow(Grain, "book", first!);

        Assert.NotEqual(first, await Table.UpsertRow(Reminder(Grain, "book")));
    }

    [Fact]
    public async Task One_process_owns_every_row_and_cannot_be_asked_for_a_part()
    {
        await Table.UpsertRow(Reminder(Grain, "book"));
        await Table.UpsertRow(Reminder(GrainId.Create("net", "0"), "look"));

        Assert.Equal(2, (await Table.ReadRows(0, 0)).Reminders.Count);
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.ReadRows(0, 1));
        await Table.TestOnlyClearTable();
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    private static ReminderEntry Reminder(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = Sample.Morning.UtcDateTime,
        Period = TimeSpan.FromMinutes(10),
    };
}
