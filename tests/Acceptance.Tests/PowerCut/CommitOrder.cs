using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>
/// Follows each complaint through the record: written to the write-ahead log, closed by a commit frame, synced,
/// answered. An answer that leaves before a sync that began after the commit frame has ended is premature.
/// </summary>
internal sealed partial class CommitOrder
{
    private const int WalHeader = 32;
    private const int FrameHeader = 24;
    private const int Page = 4_096;
    private const int IdLength = 26;

    private static readonly byte[] Stream = "complaint/"u8.ToArray();

    private readonly HashSet<string> _written = [];
    private readonly HashSet<string> _committed = [];
    private readonly HashSet<string> _durable = [];
    private readonly Dictionary<Call, string[]> _syncing = [];
    private bool _commits;

    /// <summary>The complaints whose 201 has left.</summary>
    public HashSet<string> Answered { get; } = [];

    public List<string> Premature { get; } = [];

    public void Take(Step step)
    {
        var call = step.Call;
        if (step.Begins && AnsweredBy(call) is { } answered)
        {
            if (!_durable.Contains(answered))
            {
                Premature.Add(answered);
            }

            Answered.Add(answered);
        }

        if (call.Files is not [{ } path, ..] || !path.EndsWith("-wal", StringComparison.Ordinal))
        {
            return;
        }

        if (step.Begins && call.Name is "fsync" or "fdatasync")
        {
            _syncing[call] = [.. _committed];
        }

        if (step.Ends && call.Succeeded)
        {
            Done(call);
        }
    }

    /// <summary>The complaint whose 201 this call sends, if it does.</summary>
    public static string? AnsweredBy(Call call) =>
        call.Name is "sendto" or "sendmsg" && call.Texts is [.., var bytes] && bytes.AsSpan().StartsWith("HTTP/1.1 201"u8)
            ? Location().Match(Encoding.ASCII.GetString(bytes)).Groups[1].Value
            : null;

    private void Done(Call call)
    {
        if (call.Name is "fsync" or "fdatasync")
        {
            _syncing.Remove(call, out var synced);
            _durable.UnionWith(synced!);
            _committed.ExceptWith(synced!);
        }
        else if (call.Name == "pwrite64" && call.Texts[0] is { Length: FrameHeader } header
            && (call.Number(1) - WalHeader) % (FrameHeader + Page) == 0)
        {
            _commits = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)) != 0;
        }
        else if (call.Name == "pwrite64" && call.Texts[0] is { Length: Page } page)
        {
            Note(page);
            if (_commits)
            {
                _committed.UnionWith(_written);
                _written.Clear();
            }
        }
    }

    private void Note(ReadOnlySpan<byte> page)
    {
        while (page.IndexOf(Stream) is >= 0 and var at && page.Length >= at + Stream.Length + IdLength)
        {
            page = page[(at + Stream.Length)..];
            var id = Encoding.ASCII.GetString(page[..IdLength]);
            if (!_durable.Contains(id))
            {
                _written.Add(id);
            }
        }
    }

    [GeneratedRegex("Location: /api/v1/complaints/(\\w+)")]
    private static partial Regex Location();
}
