namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>
/// A disk under a recorded server, as strict as the standard allows: a file's bytes are durable when a sync of the file
/// that began after them has succeeded, its name when a sync of its directory has. After a sync that failed, what was
/// written before it is lost, and no later sync brings it back.
/// </summary>
internal sealed class Disk(string root)
{
    /// <summary>Shared memory that lies in a file: no database counts on what a disk has of it.</summary>
    private const string SharedMemory = "-shm";

    private readonly Dictionary<string, DiskFile?> _names = [];
    private readonly List<Renaming> _renamings = [];
    private readonly Dictionary<Call, long> _syncing = [];

    /// <summary>From now on it says that it has synced, and has not.</summary>
    public bool Lies { get; set; }

    /// <summary>How many syncs succeeded, and how many failed.</summary>
    public (int Good, int Failed) Syncs { get; private set; }

    /// <summary>How many changes a power cut could undo now.</summary>
    public int Unsynced => _names.Values.Sum(f => f?.Unsynced ?? 0) + _renamings.Count(r => !r.Durable);

    public void Take(Step step)
    {
        var call = step.Call;
        if (step.Begins && IsSync(call))
        {
            _syncing[call] = FileOf(call)?.Changes ?? _renamings.Count;
        }

        if (step.Ends && IsSync(call))
        {
            _syncing.Remove(call, out var before);
            Sync(call, before);
        }
        else if (step.Ends && call.Succeeded)
        {
            Change(call);
        }
    }

    /// <summary>Writes down what a power cut at this instant leaves.</summary>
    /// <param name="folder">Stands for the root.</param>
    /// <param name="chance">Draws what is left of that which was not synced; null: nothing is.</param>
    public void AfterACut(string folder, Random? chance)
    {
        var names = new Dictionary<string, DiskFile?>();
        var reached = chance?.Next(_renamings.Count + 1) ?? 0; // names are changed in their order, as journals do
        foreach (var (renaming, number) in _renamings.Select((r, n) => (r, n)))
        {
            if (renaming.Durable || number < reached)
            {
                renaming.On(names);
            }
        }

        foreach (var (path, file) in names.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            var place = Path.Combine(folder, Path.GetRelativePath(root, path));
            if (!Directory.Exists(Path.GetDirectoryName(place)))
            {
                continue; // its directory was never made durable
            }

            if (file is null)
            {
                Directory.CreateDirectory(place);
            }
            else if (!path.EndsWith(SharedMemory, StringComparison.Ordinal))
            {
                File.WriteAllBytes(place, file.AfterACut(chance));
            }
        }
    }

    private static bool IsSync(Call call) => call.Name is "fsync" or "fdatasync";

    private bool Holds(string? path) => path is not null && path.StartsWith(root + "/", StringComparison.Ordinal);

    private DiskFile? FileOf(Call call) => call.Files is [{ } path, ..] ? _names.GetValueOrDefault(path) : null;

    private void Sync(Call call, long before)
    {
        if (call.Files is not [{ } path, ..] || !(Holds(path) || path == root) || call.Result is null || Lies)
        {
            return;
        }

        Syncs = call.Succeeded ? (Syncs.Good + 1, Syncs.Failed) : (Syncs.Good, Syncs.Failed + 1);
        if (_names.GetValueOrDefault(path) is not { } file)
        {
            foreach (var renaming in _renamings.Take((int)before).Where(r => call.Succeeded && r.IsIn(path)))
            {
                renaming.Durable = true;
            }
        }
        else if (call.Succeeded)
        {
            file.Sync(before);
        }
        else
        {
            file.Lose(before);
        }
    }

    private void Change(Call call)
    {
        switch (call.Name)
        {
            case "openat":
                Open(call);
                break;
            case "pwrite64" when Holds(call.Files[0]):
                FileOf(call)?.Write(call.Number(1), call.Texts[0][..(int)call.Result!]);
                break;
            case "ftruncate" when Holds(call.Files[0]):
                FileOf(call)?.Cut(call.Number(1));
                break;
            case "mkdir" when Holds(call.Path()):
                Rename(new Renaming(null, call.Path(), null));
                break;
            case "unlink" when Holds(call.Path()):
                Rename(new Renaming(call.Path(), null, null));
                break;
            case "rename" when Holds(call.Path()):
                Rename(new Renaming(call.Path(), call.Path(1), _names[call.Path()]));
                break;
            case "sendto" or "sendmsg":
                break;
            case "mmap":
                // what is written through memory is not in the record
                Assert.False(
                    call.Files is [{ } mapped] && Holds(mapped) && !mapped.EndsWith(SharedMemory, StringComparison.Ordinal)
                    && call.Rest.Contains("PROT_WRITE", StringComparison.Ordinal) && call.Rest.Contains("MAP_SHARED", StringComparison.Ordinal),
                    call.ToString());
                break;
            default:
                Assert.False(call.Files.Any(Holds) || call.Texts.Exists(t => Holds(System.Text.Encoding.UTF8.GetString(t))), $"Not understood: {call}");
                break;
        }
    }

    private void Open(Call call)
    {
        var path = call.Files[^1];
        if (!Holds(path))
        {
            return;
        }

        if (!_names.TryGetValue(path!, out var file) && call.Rest.Contains("O_CREAT", StringComparison.Ordinal))
        {
            Rename(new Renaming(null, path, new DiskFile()));
        }
        else if (call.Rest.Contains("O_TRUNC", StringComparison.Ordinal))
        {
            file!.Cut(0);
        }
    }

    private void Rename(Renaming renaming)
    {
        _renamings.Add(renaming);
        renaming.On(_names);
    }

    /// <summary>A name appears, goes, or both.</summary>
    private sealed record Renaming(string? From, string? To, DiskFile? File)
    {
        public bool Durable { get; set; }

        public bool IsIn(string directory) => Path.GetDirectoryName(From ?? To) == directory;

        public void On(Dictionary<string, DiskFile?> names)
        {
            if (From is not null)
            {
                names.Remove(From);
            }

            if (To is not null)
            {
                names[To] = File;
            }
        }
    }
}
