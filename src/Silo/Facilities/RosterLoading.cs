using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Facilities;

/// <summary>
/// Before the door opens: is this the store of this server's keys, and which facilities are there? An empty store gets
/// the roster file, each facility registered by its own grain; afterwards the store knows.
/// </summary>
public sealed partial class RosterLoading(
    IDocumentStore documents,
    IGrainFactory grains,
    FacilityDirectory directory,
    ServerKeys keys,
    KeyFolder folder,
    SiloOptions options,
    TimeProvider time,
    ILogger<RosterLoading> logger) : IHostedService
{
    private const string Kind = "roster";

    /// <summary>Says that a store was sealed under this key, so that an emptied one is not taken for a new one.</summary>
    private const string BoundFile = "bound";
    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(1);

    private const int AtOnce = 64;
    private const int Tries = 5;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CheckKeys(cancellationToken);
        var roster = await Stored(cancellationToken) ?? await LoadFile(cancellationToken);
        if (roster.Simulated != options.Demo && roster.Id != Roster.None.Id)
        {
            throw new StorageRefusedException(roster.Simulated
                ? "The data folder holds a simulated province: start with --demo, or name another folder with --data."
                : "The data folder holds a real province: --demo needs a folder of its own; name one with --data.");
        }

        directory.Use(roster);
    }

    /// <summary>The roster of the store; a board, which has no grains to register facilities with, waits for a silo to load it.</summary>
    private async Task<Roster?> Stored(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookAgainEvery, time);
        while (true)
        {
            if (await documents.GetDocuments(Kind, cancellation) is [.., var last])
            {
                return Roster.Parse(last.Body, "the roster in the store");
            }

            if (options.Role != SiloRole.Board)
            {
                return null;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>With another key nothing that was sealed could be opened, and that would show months later.</summary>
    private async Task CheckKeys(CancellationToken cancellation)
    {
        if (folder.Read(BoundFile) is not null && (await documents.GetDocuments("key", cancellation)).IsEmpty)
        {
            throw new StorageRefusedException(
                "The store is empty, but keys/ belongs to one that was not: restore monitoring.db, or name another folder with --data.");
        }

        if (!await documents.PutDocument(new StoredDocument("key", "server", "1", keys.Check), cancellation))
        {
            throw new StorageRefusedException(
                "keys/server.key is not the key under which this store was sealed. Restore the key that belongs to it.");
        }

        folder.Write(BoundFile, []);
    }

    private async Task<Roster> LoadFile(CancellationToken cancellation)
    {
        var path = options.Demo ? options.DemoFacilities : options.Facilities;
        var text = path.Length == 0 ? Roster.NoneText : await File.ReadAllTextAsync(ShippedFile.Find(path), cancellation);
        var roster = Roster.Parse(text, path);
        await Parallel.ForEachAsync(
            roster.Facilities,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (facility, _) => await Register(facility));

        CrashPoint.Reach("roster-registered");

        // last, so that a start that was cut off registers again what it had not; registering twice has no effect
        await documents.PutDocument(new StoredDocument(Kind, roster.Id, roster.Version, text), cancellation);
        LogRegistered(roster.Facilities.Length, roster.Id, roster.Version);
        return roster;
    }

    private async Task Register(FacilityRecord facility)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await grains.GetGrain<IFacilityGrain>(facility.Id).Register(facility);
                return;
            }
            catch (Exception e) when (left > 1 && e is StorageUnknownException or TimeoutException)
            {
                LogAgain(facility.Id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered {Count} facilities of roster {Roster} {Version}.")]
    private partial void LogRegistered(int count, string roster, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registering {Facility} ended unknown; trying again.")]
    private partial void LogAgain(string facility);
}
