using Monitoring.Grains;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage;

namespace Monitoring.Silo.Moving;

/// <summary><c>./run export</c> and <c>./run import</c>: a store as a file, and a file as a store.</summary>
internal static class MoveVerbs
{
    public const string Usage = """
        ./run export FILE [--data DIR | --db CONNECTION]
                                  everything in a store as one file (FILE.gz: packed); others may go on writing
                ./run import FILE [--data DIR | --db CONNECTION]
                                  fill an empty store from such a file; every number stays as it was
        """;

    /// <summary>Lines in one transaction: enough to be quick, few enough to be small in memory.</summary>
    private const int Together = 500;

    public static async Task<int> Export(string[] args, TextWriter output)
    {
        var (file, options) = Asked("export", args);
        await using var contents = await Movable.Contents(options);
        var end = await ExportFile.Write(file, contents.Everything(CancellationToken.None), CancellationToken.None);
        await output.WriteLineAsync($"Exported to {file}: {Said(end)}.");
        await output.WriteLineAsync("The keys are not in it: keep the folder keys with it, or no sealed text can be opened.");
        return 0;
    }

    public static async Task<int> Import(string[] args, TextWriter output)
    {
        var (file, options) = Asked("import", args);

        // the whole file is read once before anything is written: what is wrong with it must not show halfway
        await foreach (var _ in ExportFile.Read(file, CancellationToken.None))
        {
        }

        await using var store = await Movable.Filling(options);
        if (!await store.IsEmpty(CancellationToken.None))
        {
            throw new StorageRefusedException("There is something in this store already: import fills an empty one.");
        }

        await store.Mark(unfinished: true, CancellationToken.None);
        var counted = await Fill(store, file);
        if (await store.WhatIsWrong(CancellationToken.None) is { } wrong)
        {
            throw new StorageRefusedException($"What was imported is not whole: {wrong}");
        }

        CrashPoint.Reach("before-import-ends");
        await store.Mark(unfinished: false, CancellationToken.None);
        await output.WriteLineAsync($"Imported {counted} lines of {file}.");
        return 0;
    }

    private static async Task<int> Fill(IStoreFilling store, string file)
    {
        var (batch, counted) = (new List<MovedLine>(Together), 0);
        await foreach (var line in ExportFile.Read(file, CancellationToken.None))
        {
            batch.Add(line);
            counted++;
            if (batch.Count == Together)
            {
                await store.Fill(batch, CancellationToken.None);
                batch.Clear();
                CrashPoint.Reach("inside-import");
            }
        }

        await store.Fill(batch, CancellationToken.None);
        return counted;
    }

    private static (string File, SiloOptions Options) Asked(string verb, string[] args) => args is [[not '-', ..] file, .. var rest]
        ? (file, ReadOptions.From(rest))
        : throw new OptionsException([$"./run {verb} needs a file: ./run {verb} FILE [--data DIR | --db CONNECTION]"]);

    private static string Said(MovedEnd end) =>
        $"{end.Streams} streams, {end.Events} events, {end.FeedRows} feed rows, {end.Keys} keys, {end.Documents} documents";
}
