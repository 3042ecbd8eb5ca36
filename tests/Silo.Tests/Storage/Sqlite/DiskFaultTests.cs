using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage.Sqlite;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

/// <summary>After an error of the disk nothing is taken until everything was copied and synced anew.</summary>
public sealed class DiskFaultTests : IAsyncLifetime
{
    private const int FailedSync = 1034; // SQLITE_IOERR_FSYNC
    private const int Full = 13; // SQLITE_FULL

    private readonly SqliteFile _file = new();

    private SqliteEventLog Log => _file.Log;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _file.Remove();

    [Theory]
    [InlineData(FailedSync)]
    [InlineData(Full)]
    public async Task A_commit_that_the_disk_refused_is_tried_again_on_an_empty_log(int code)
    {
        await Log.Append(Filed("complaint/1", "province"), None);
        var logBefore = LogLength();
        FailOnce(code);

        Assert.IsType<AppendResult.Committed>(await Log.Append(Filed("complaint/2", "province"), None));

        Assert.InRange(LogLength(), 1, logBefore - 1);
        Assert.True(_file.Database.TakesWrites);
    }

    [Fact]
    public async Task While_not_everything_could_be_copied_anew_every_write_is_unknown_and_the_store_says_so()
    {
        await Log.Append(Filed("complaint/1", "province"), None);
        using (var reader = SqliteSession.OpenReader(_file.FilePath))
        {
            // whoever reads an old state is in the way of the copying
            reader.Execute("BEGIN");
            Assert.Equal("1", reader.Scalar("SELECT count(*) FROM streams"));
            await Log.Append(Filed("complaint/2", "province"), None);
            FailOnce(FailedSync);

            await Assert.ThrowsAsync<StorageUnknownException>(async () => await Log.Append(Filed("complaint/3", "province"), None));
            Assert.False(_file.Database.TakesWrites);
            await Assert.ThrowsAsync<StorageUnknownException>(async () => await Log.Append(Filed("complaint/3", "province"), None));
            Assert.Equal(2, await Log.Head("province", None));
        }

        Assert.IsType<AppendResult.Committed>(await Log.Append(Filed("complaint/3", "province"), None));
        Assert.True(_file.Database.TakesWrites);
        Assert.Equal(3, await Log.Head("province", None));
    }

    [Fact]
    public async Task What_a_killed_process_left_in_the_log_is_copied_before_anybody_is_told_of_it()
    {
        await Log.Append(Filed("complaint/1", "province"), None);
        var copy = Directory.CreateTempSubdirectory("monitoring-");
        try
        {
            foreach (var file in new[] { _file.FilePath, _file.FilePath + "-wal" })
            {
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            }

            var path = Path.Combine(copy.FullName, Path.GetFileName(_file.FilePath));
            await using (SqliteFile.Open(path))
            {
                File.Copy(path, path + "-alone");
                using var alone = SqliteSession.OpenWriter(path + "-alone");
                Assert.Equal("1", alone.Scalar("SELECT count(*) FROM streams"));
            }
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private void FailOnce(int code)
    {
        var failed = false;
        _file.Database.Faults.Committing = () =>
        {
            if (!failed)
            {
                failed = true;
                throw new SqliteFailedException(code, "planted");
            }
        };
    }

    private long LogLength() => new FileInfo(_file.FilePath + "-wal").Length;
}
