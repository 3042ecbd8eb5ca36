using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Buffers;

namespace Monitoring.Silo.Moving;

/// <summary>Lines of bytes, one at a time, however long the file is.</summary>
internal static class Lines
{
    /// <summary>Each line without its end. A last line without an end is one too.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(
        Stream text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(text, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } at)
            {
                yield return rest.Slice(0, at).ToArray();
                rest = rest.Slice(rest.GetPosition(1, at));
            }

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty)
                {
                    yield return rest.ToArray();
                }

                await pipe.CompleteAsync();
                yield break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }
    }
}
