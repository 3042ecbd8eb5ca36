using System.Buffers.Binary;
using System.Collections.Concurrent;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.SignIn;

/// <summary>Ended sessions in a file beside the keys, for a server that is one process.</summary>
internal sealed class EndedSessionsFile : IEndedSessions
{
    private const string FileName = "signed-out";
    private const int RecordSize = sizeof(long) + SessionTickets.IdSize;

    private readonly KeyFolder _folder;
    private readonly Lock _ending = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    public EndedSessionsFile(KeyFolder folder)
    {
        _folder = folder;
        var records = folder.Read(FileName).AsSpan();
        for (; records.Length >= RecordSize; records = records[RecordSize..])
        {
            var id = Convert.ToHexString(records.Slice(sizeof(long), SessionTickets.IdSize));
            _ended[id] = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(records));
        }
    }

    public bool Has(string session) => _ended.ContainsKey(session);

    public ValueTask End(string session, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellation)
    {
        lock (_ending)
        {
            foreach (var (id, until) in _ended)
            {
                if (until <= now)
                {
                    _ended.TryRemove(id, out _);
                }
            }

            _ended[session] = expiresAt;
            Remember();
        }

        return ValueTask.CompletedTask;
    }

    private void Remember()
    {
        var records = new byte[_ended.Count * RecordSize];
        var at = 0;
        foreach (var (id, expiresAt) in _ended)
        {
            BinaryPrimitives.WriteInt64BigEndian(records.AsSpan(at), expiresAt.ToUnixTimeMilliseconds());
            Convert.FromHexString(id).CopyTo(records, at + sizeof(long));
            at += RecordSize;
        }

        _folder.Write(FileName, records);
    }
}
