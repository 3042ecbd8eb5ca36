using System.Text;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>
/// Keeps each fold as a file. Beside the database rather than in it: a hundred megabytes that may be lost have no
/// business in its write-ahead log.
/// </summary>
/// <param name="folder">Created when first needed; everything in it may be deleted while the server runs.</param>
public sealed class FolderCheckpoints(string folder) : IBoardCheckpoints
{
    public async ValueTask<ReadOnlyMemory<byte>?> Load(string audience, CancellationToken cancellation)
    {
        string path = PathOf(audience);
        if (!File.Exists(path))
        {
            // not `? bytes : null`: a null array would become empty memory, which is something
            return null;
        }

        return await File.ReadAllBytesAsync(path, cancellation);
    }

    public async ValueTask Save(string audience, ReadOnlyMemory<byte> fold, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string path = PathOf(audience);
        string unfinished = path + ".new";
        await File.WriteAllBytesAsync(unfinished, fold, cancellation);
        File.Move(unfinished, path, overwrite: true);
    }

    // hex, since an audience carries ids from outside, and no id shall name a path
    private string PathOf(string audience) =>
        Path.Combine(folder, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(audience)) + ".fold");
}
