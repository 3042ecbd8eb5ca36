using Monitoring.Silo.Storage.Sqlite;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

public sealed class SqliteGrainStorageTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("facility", "rs-a");

    private readonly SqliteFile _file = new();

    private SqliteGrainStorage Storage => new(_file.Database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _file.Remove();

    [Fact]
    public async Task A_state_that_was_never_written_is_empty()
    {
        var read = await Read();

        Assert.False(read.RecordExists);
        Assert.Null(read.ETag);
        Assert.Equal(0, read.State!.Beds);
    }

    [Fact]
    public async Task A_written_state_is_read_with_its_etag()
    {
        var written = await Write(new Held { State = new Settings { Beds = 3 } });

        var read = await Read();
        Assert.True(written.RecordExists && read.RecordExists);
        Assert.Equal(3, read.State!.Beds);
        Assert.Equal(written.ETag, read.ETag);
    }

    [Fact]
    public async Task Of_two_that_read_the_same_state_the_second_to_write_is_refused()
    {
        await Write(new Held { State = new Settings { Beds = 1 } });
        var (one, other) = (await Read(), await Read());
        await Write(one);

        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => Write(other));

        Assert.Equal(one.ETag, refused.StoredEtag);
        Assert.Equal(other.ETag, refused.CurrentEtag);
    }

    [Fact]
    public async Task Of_many_first_writes_exactly_one_succeeds()
    {
        var writes = Enumerable.Range(0, 20).Select(i => Write(new Held { State = new Settings { Beds = i } })).ToList();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal(1, writes.Count(write => write.IsCompletedSuccessfully));
        Assert.All(
            writes.Where(write => write.IsFaulted),
            write => Assert.IsType<InconsistentStateException>(write.Exception!.InnerException));
    }

    [Fact]
    public async Task A_cleared_state_is_empty_and_its_old_etag_is_worth_nothing()
    {
        var old = await Write(new Held { State = new Settings { Beds = 1 } });
        var cleared = await Read();
        await Storage.ClearStateAsync("settings", Grain, cleared);
        Assert.False(cleared.RecordExists);
        Assert.False((await Read()).RecordExists);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(old));
        await Write(cleared);
        Assert.True((await Read()).RecordExists);
    }

    [Fact]
    public async Task States_of_other_names_and_grains_are_apart()
    {
        await Write(new Held { State = new Settings { Beds = 1 } });
        var other = new Held();

        await Storage.ReadStateAsync("alerts", Grain, other);
        Assert.False(other.RecordExists);
        await Storage.ReadStateAsync("settings", GrainId.Create("facility", "rs-b"), other);
        Assert.False(other.RecordExists);
    }

    private async Task<Held> Read()
    {
        var held = new Held();
        await Storage.ReadStateAsync("settings", Grain, held);
        return held;
    }

    private async Task<Held> Write(Held held)
    {
        await Storage.WriteStateAsync("settings", Grain, held);
        return held;
    }

    private sealed class Settings
    {
        public int Beds { get; set; }
    }

    private sealed class Held : IGrainState<Settings>
    {
        public Settings? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
