using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Monitoring.Grains;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.SignIn;

/// <summary>
/// Sessions without a table: a ticket is its expiry and a random id under an HMAC of the server's key and the admin's.
/// Only tickets that were signed out before they expired are remembered.
/// </summary>
public sealed class SessionTickets
{
    /// <summary>Bytes of a session's id.</summary>
    internal const int IdSize = 16;

    private const int SignedSize = sizeof(long) + IdSize;
    private const int Size = SignedSize + HMACSHA256.HashSizeInBytes;

    private readonly ServerKeys _keys;
    private readonly AdminKey _admin;
    private readonly ITrustedTime _time;
    private readonly SessionLife _life;
    private readonly IEndedSessions _ended;

    public SessionTickets(ServerKeys keys, AdminKey admin, ITrustedTime time, SessionLife life, IEndedSessions ended) =>
        (_keys, _admin, _time, _life, _ended) = (keys, admin, time, life, ended);

    /// <summary>A clock that jumps ahead must not sign everybody out: in doubt it is the time that was trusted, carried on.</summary>
    private DateTimeOffset Now => _time.Read().At;

    /// <summary>A ticket for a new session.</summary>
    public string Issue()
    {
        Span<byte> ticket = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(ticket, (Now + _life.Within).ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(ticket.Slice(sizeof(long), IdSize));
        Sign(ticket[..SignedSize], ticket[SignedSize..]);
        return Base64Url.EncodeToString(ticket);
    }

    /// <summary>Whether a ticket is ours, has not expired and was not signed out.</summary>
    public bool IsGood(string ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        Span<byte> bytes = stackalloc byte[Size];
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (ticket.Length != Base64Url.GetEncodedLength(Size)
            || !Base64Url.IsValid(ticket)
            || !Base64Url.TryDecodeFromChars(ticket, bytes, out var written) || written != Size)
        {
            return false;
        }

        Sign(bytes[..SignedSize], signature);
        return CryptographicOperations.FixedTimeEquals(signature, bytes[SignedSize..])
            && ExpiresAt(bytes) > Now
            && !_ended.Has(Id(bytes));
    }

    /// <summary>Ends a session at once, wherever its ticket is kept.</summary>
    public ValueTask SignOut(string ticket, CancellationToken cancellation)
    {
        if (!IsGood(ticket))
        {
            return ValueTask.CompletedTask;
        }

        var bytes = Base64Url.DecodeFromChars(ticket);
        return _ended.End(Id(bytes), ExpiresAt(bytes), Now, cancellation);
    }

    private void Sign(ReadOnlySpan<byte> content, Span<byte> signature)
    {
        Span<byte> signed = stackalloc byte[SignedSize + SHA256.HashSizeInBytes];
        content.CopyTo(signed);
        _admin.Hash.CopyTo(signed[SignedSize..]);
        HMACSHA256.HashData(_keys.Ticket, signed, signature);
    }

    private static DateTimeOffset ExpiresAt(ReadOnlySpan<byte> ticket) =>
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(ticket));

    private static string Id(ReadOnlySpan<byte> ticket) => Convert.ToHexString(ticket.Slice(sizeof(long), IdSize));
}

/// <summary>How long a session lasts by the server's clock.</summary>
public sealed record SessionLife(TimeSpan Within)
{
    private const double Hours = 12;

    /// <summary>A fast clock must not sign a visitor of the demo out after minutes.</summary>
    public static SessionLife At(double clockRate) => new(TimeSpan.FromHours(Hours * clockRate));
}
