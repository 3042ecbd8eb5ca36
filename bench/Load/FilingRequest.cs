using System.Globalization;
using System.Text;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Load;

/// <summary>
/// Prepared requests that file a complaint, as plain and as long as people write them: for each facility one with and
/// one without a deadline from outside. Before sending, only the key and the deadline are written into a copy.
/// </summary>
internal sealed class FilingRequest
{
    private const string NoKey = "bench-000000000000000-0000000000";
    private const string NoDeadline = "2000-01-01T00:00:00.000Z";
    private const string DeadlineFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private const int NumberLength = 10;
    private const int TicksLength = 15;

    private static readonly string[] Channels = ["LAPOR", "SMS", "WHATSAPP", "TATAP_MUKA_POJOK_INFORMASI", "MEDIA_SOSIAL", "BPJS"];
    private static readonly string[] Categories = ["waktu_tunggu", "tenaga_kesehatan", "obat", "asuransi_admin", "sarana_prasarana"];
    private static readonly string[] Payers = ["BPJS_PBI", "BPJS_NON_PBI", "UMUM"];

    private readonly byte[][] _plain;
    private readonly byte[][] _withDeadline;
    private readonly string _run;

    /// <param name="facilities">What to complain about, in turn.</param>
    /// <param name="startedAt">Tells this run's keys from those of another on the same database.</param>
    public FilingRequest(IReadOnlyList<string> facilities, DateTimeOffset startedAt)
    {
        _plain = [.. facilities.Select((f, i) => Bytes(f, i, deadline: false))];
        _withDeadline = [.. facilities.Select((f, i) => Bytes(f, i, deadline: true))];
        _run = startedAt.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);
        Longest = _withDeadline.Max(r => r.Length);
    }

    /// <summary>Bytes that a buffer for <see cref="Write"/> needs.</summary>
    public int Longest { get; }

    /// <summary>Writes the request with this number, which is its idempotency key.</summary>
    /// <returns>Its length.</returns>
    public int Write(Span<byte> buffer, int number, DateTimeOffset? dueAt)
    {
        var prepared = dueAt is null ? _plain : _withDeadline;
        var request = prepared[number % prepared.Length];
        request.CopyTo(buffer);
        var key = buffer[buffer.IndexOf("bench-0"u8)..];
        Encoding.ASCII.GetBytes(_run, key["bench-".Length..]);
        number.TryFormat(key.Slice("bench-".Length + TicksLength + 1, NumberLength), out _, "D10", CultureInfo.InvariantCulture);
        if (dueAt is { } due)
        {
            var at = buffer[..request.Length].LastIndexOf("2000-01-01T"u8);
            due.UtcDateTime.TryFormat(buffer[at..], out _, DeadlineFormat, CultureInfo.InvariantCulture);
        }

        return request.Length;
    }

    private static byte[] Bytes(string facility, int index, bool deadline)
    {
        var body = $$"""
            {"facility":"{{facility}}","channel":"{{Of(Channels, index)}}","category":"{{Of(Categories, index)}}",
            "payer":"{{Of(Payers, index)}}","subject":"Antrean pendaftaran",
            "text":"Saya datang pukul 06.30 untuk mengambil nomor antrean poli penyakit dalam, tetapi sampai pukul 11.45 belum juga dipanggil. Petugas loket tidak memberi penjelasan dan beberapa pasien yang datang belakangan justru didahulukan. Mohon ditindaklanjuti.",
            "reporter":{"name":"Warga {{index}}","phone":"08120000{{index % 10_000:D4}}"}{{(deadline ? $",\"dueAt\":\"{NoDeadline}\"" : "")}}}
            """;
        var head = string.Join(
            "\r\n",
            "POST /api/v1/complaints HTTP/1.1",
            "Host: 127.0.0.1",
            "Authorization: Bearer " + ServerProcess.Key,
            "Idempotency-Key: " + NoKey,
            "Content-Type: application/json",
            string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"),
            "",
            "");
        return Encoding.UTF8.GetBytes(head + body);
    }

    private static string Of(string[] values, int index) => values[index % values.Length];
}
