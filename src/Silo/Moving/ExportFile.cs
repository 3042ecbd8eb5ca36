using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Monitoring.Silo.Moving;

/// <summary>An export: a line of JSON for each thing, <c>.gz</c> compressed. It holds no key: texts in it stay sealed.</summary>
internal static class ExportFile
{
    private const int Version = 2;
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file that is there whole or not at all.</summary>
    public static async Task<MovedEnd> Write(string path, IAsyncEnumerable<MovedLine> lines, CancellationToken cancellation)
    {
        var beside = path + ".new";
        var count = new Count();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        MovedEnd end;
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
        {
            await using (var packed = Packed(path) ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true) : null)
            {
                Stream text = packed is null ? file : packed;
                await Put(text, new MovedLine { Monitoring = new MovedHead(Version) }, hash, cancellation);
                await foreach (var line in lines.WithCancellation(cancellation))
                {
                    count.Add(line);
                    await Put(text, line, hash, cancellation);
                }

                end = count.End(Convert.ToHexStringLower(hash.GetHashAndReset()));
                await Put(text, new MovedLine { End = end }, hash, cancellation);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        return end;
    }

    /// <summary>The lines between head and end; complete only if the end agrees with them.</summary>
    /// <exception cref="InvalidDataException">The file is not an export, is cut off, or was changed.</exception>
    public static async IAsyncEnumerable<MovedLine> Read(
        string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = new Count();
        MovedEnd? end = null;
        var number = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        await using var text = Packed(path) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        await foreach (var bytes in Lines.Of(text, cancellation))
        {
            var line = Parse(bytes, ++number, path);
            if ((number == 1) != (line.Monitoring is not null) || end is not null)
            {
                throw new InvalidDataException($"{path}, line {number}: this is not an export of version {Version}.");
            }

            if (line.Monitoring is { } head)
            {
                Refuse(head.Export != Version, $"{path} is an export of version {head.Export}; this program knows {Version}.");
            }
            else if (line.End is not null)
            {
                end = line.End;
                Refuse(
                    end != count.End(Convert.ToHexStringLower(hash.GetHashAndReset())),
                    $"{path} was changed after it was written: its last line does not agree with the others.");
                continue;
            }
            else
            {
                count.Add(line);
                yield return line;
            }

            hash.AppendData(bytes.Span);
            hash.AppendData("\n"u8);
        }

        Refuse(end is null, $"{path} is cut off after line {number}.");
    }

    private static bool Packed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static async Task Put(Stream text, MovedLine line, IncrementalHash hash, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, MovedJson.Default.MovedLine);
        hash.AppendData(bytes);
        hash.AppendData("\n"u8);
        await text.WriteAsync(bytes, cancellation);
        await text.WriteAsync("\n"u8.ToArray(), cancellation);
    }

    private static MovedLine Parse(ReadOnlyMemory<byte> line, int number, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, MovedJson.Default.MovedLine)
                ?? throw new InvalidDataException($"{path}, line {number} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}, line {number} cannot be read: {e.Message}");
        }
    }

    private static void Refuse(bool wrong, string why)
    {
        if (wrong)
        {
            throw new InvalidDataException(why);
        }
    }

    private sealed class Count
    {
        private long _documents;
        private long _streams;
        private long _events;
        private long _keys;
        private long _feedRows;

        public void Add(MovedLine line)
        {
            _documents += line.Document is null ? 0 : 1;
            _streams += line.Stream is null ? 0 : 1;
            _events += line.Stream?.Events.Length ?? 0;
            _keys += line.Stream?.Keys.Length ?? 0;
            _feedRows += line.Feed?.Rows.Length ?? 0;
        }

        public MovedEnd End(string sha256) => new(_documents, _streams, _events, _keys, _feedRows, sha256);
    }
}
