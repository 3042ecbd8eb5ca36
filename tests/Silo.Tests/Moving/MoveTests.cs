using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.EventLog;
using Monitoring.RealPostgres;
using Monitoring.Silo.Moving;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Moving;

public sealed class MoveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-move-");

    private readonly Dictionary<string, string> _databases = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("old", "moved.jsonl", "new")]
    [InlineData("old", "moved.jsonl.gz", "pg-new")]
    [InlineData("pg-old", "moved.jsonl", "new")]
    [InlineData("pg-old", "moved.jsonl.gz", "pg-new")]
    public async Task A_store_that_was_moved_is_exported_again_byte_for_byte(string from, string name, string to)
    {
        await Filled(from);
        await Moved("export", name, from);
        await Moved("import", name, to);

        await Moved("export", "again-" + name, to);

        Assert.Equal(await File.ReadAllBytesAsync(In(name)), await File.ReadAllBytesAsync(In("again-" + name)));
    }

    [Theory]
    [InlineData("old", "new")]
    [InlineData("old", "pg-new")]
    [InlineData("pg-old", "new")]
    [InlineData("pg-old", "pg-new")]
    public async Task Nothing_is_lost_or_numbered_anew(string from, string to)
    {
        await Filled(from);
        await Moved("export", "moved.jsonl", from);
        await Moved("import", "moved.jsonl", to);

        await using var store = await Open(to);
        var log = store.Log;
        Assert.Equal(
            [("filed", Morning), ("assigned", Morning.AddMilliseconds(7))],
            (await log.Read("complaint/1", 0, None)).Select(e => (e.Kind, e.At)));
        Assert.Equal([1, 2, 3], (await log.ReadFeed("province", 0, 9, None)).Select(row => row.Seq));
        Assert.Equal("""{"item":"assigned"}""", (await log.ReadFeed("province", 2, 9, None)).Single().Item);
        Assert.Equal(1, await log.Head("facility:rs-a", None));
        Assert.Equal(new StoredKey(Key("k1"), "complaint/1", 1), await log.FindKey(Key("k1"), None));
        Same([new DueRow("complaint/2", "rs-b", Morning) { Urgency = 999 }], await log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
        Same(Bytes("cipher"), (await log.ReadSealed("complaint/1", None))!.Texts["text"]);
        Assert.Empty((await log.ReadSealed("complaint/2", None))!.WrappedKey);
        Assert.Equal("body", (await store.Documents.GetDocuments("policy", None)).Single().Body);

        // and it goes on where it stood
        await log.Append(Append("complaint/1", 2, Event("answered", "province")), None);
        await log.Append(Filed("complaint/3", "province", "region:3602"), None);
        Assert.Equal((5, 1), (await log.Head("province", None), await log.Head("region:3602", None)));
    }

    [Theory]
    [InlineData("old")]
    [InlineData("pg-old")]
    public async Task A_store_is_exported_while_its_server_writes(string from)
    {
        await Filled(from);
        await using var store = await Open(from);
        await store.Log.Append(Filed("complaint/9", "province"), None);

        await Moved("export", "moved.jsonl", from);

        Assert.Contains("complaint/9", await File.ReadAllTextAsync(In("moved.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_or_changed_is_refused_before_anything_is_written()
    {
        await Filled("old");
        await Moved("export", "moved.jsonl", "old");
        var whole = await File.ReadAllTextAsync(In("moved.jsonl"));
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var broken in (string[])
        [
            "", "nonsense\n", whole[..(whole.Length / 2)], string.Join('\n', lines[..^1]) + "\n",
            whole.Replace("assigned", "assignee", StringComparison.Ordinal), string.Join('\n', lines.Where((_, n) => n != 3)) + "\n",
            whole + lines[1] + "\n",
        ])
        {
            await File.WriteAllTextAsync(In("moved.jsonl"), broken);

            await Assert.ThrowsAsync<InvalidDataException>(() => Moved("import", "moved.jsonl", "new"));
        }

        await using var store = await Open("new");
        Assert.Equal(0, await store.Log.Head("province", None));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("pg-new")]
    public async Task A_store_that_holds_something_is_not_filled(string to)
    {
        await Filled("old");
        await Moved("export", "moved.jsonl", "old");
        await Filled(to);

        await Assert.ThrowsAsync<StorageRefusedException>(() => Moved("import", "moved.jsonl", to));
    }

    [Fact]
    public async Task What_points_to_an_event_that_is_not_there_is_not_imported_and_the_half_store_is_not_served()
    {
        await Filled("old");
        await Moved("export", "moved.jsonl", "old");
        await using (var filling = await Movable.Filling(Settings("new")))
        {
            await filling.Mark(unfinished: true, None);
            await foreach (var line in ExportFile.Read(In("moved.jsonl"), None))
            {
                if (line.Feed is not null)
                {
                    await Assert.ThrowsAsync<StorageUnknownException>(async () => await filling.Fill([line], None));
                }
                else if (line.Stream is null)
                {
                    await filling.Fill([line], None);
                }
            }
        }

        await using var store = await Open("new");
        await Assert.ThrowsAsync<StorageRefusedException>(() => UnfinishedImport.Refuse(store.Documents));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("pg-new")]
    public async Task A_gap_in_a_feed_is_found(string to)
    {
        await Filled("old");
        await Moved("export", "moved.jsonl", "old");
        await using var filling = await Movable.Filling(Settings(to));
        await foreach (var line in ExportFile.Read(In("moved.jsonl"), None))
        {
            await filling.Fill([line.Feed is { } feed ? line with { Feed = feed with { First = 2 } } : line], None);
        }

        Assert.Contains("feed", await filling.WhatIsWrong(None), StringComparison.Ordinal);
    }

    private async Task Filled(string folder)
    {
        await using var store = await Open(folder);
        await store.Documents.PutDocument(new StoredDocument("policy", "p", "1", "body"), None);
        await store.Log.Append(
            Append("complaint/1", 0, Event("filed", "province", "facility:rs-a")).With(Key("k1"), Key("k0"))
                .Sealing("wrapped", ("text", "cipher"), ("subject", "sealed")), None);
        await store.Log.Append(
            Append("complaint/2", 0, Event("filed \"quoted\" \u2028 \n", "province")).DueAt(Morning, "rs-b").Sealing("wrapped", ("text", "x")),
            None);
        var toTheMillisecond = Event("assigned", "province") with { At = Morning.AddMilliseconds(7) };
        await store.Log.Append(Append("complaint/1", 1, toTheMillisecond), None);
        await store.Log.Append(Append("complaint/2", 1, new NewEvent(Morning, "erased", "{}", null, [])) .DueAt(Morning, "rs-b", urgency: 999) with
        {
            Sealed = new SealedTexts([], System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<byte>>.Empty),
        }, None);
    }

    private async Task<string> Moved(string verb, string file, string store)
    {
        var said = new StringBuilder();
        await using var output = new StringWriter(said);
        var settings = Settings(store);
        string[] args = settings.Database.Length > 0
            ? [In(file), "--db", settings.Database]
            : [In(file), "--data", settings.Data];
        await (verb == "export" ? MoveVerbs.Export(args, output) : MoveVerbs.Import(args, output));
        return said.ToString();
    }

    private Task<Store> Open(string folder) => Store.Open(Settings(folder), NullLoggerFactory.Instance, TimeProvider.System);

    private SiloOptions Settings(string store)
    {
        if (!store.StartsWith("pg-", StringComparison.Ordinal))
        {
            return new SiloOptions { Data = In(store) };
        }

        if (!_databases.TryGetValue(store, out var database))
        {
            _databases.Add(store, database = PostgresServer.Shared.CreateDatabase());
        }

        return new SiloOptions { Database = database };
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
