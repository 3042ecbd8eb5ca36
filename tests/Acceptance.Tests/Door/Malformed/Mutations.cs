using System.Globalization;
using System.Text;

namespace Monitoring.Acceptance.Tests.Door.Malformed;

/// <summary>What can be wrong with a request: its JSON, its bytes, its headers, its frame.</summary>
internal static class Mutations
{
    private delegate WireRequest Mutation(WireRequest request, Random chance);

    private static readonly (string Name, Mutation Carry)[] OfBodies =
    [
        ("a value of another kind", (r, c) => AtAValue(r, c, Odd(c))),
        ("a member twice", (r, c) => Text(r, t => t.Length < 3 ? t : "{" + t[1..^1] + "," + t[1..])),
        ("a member nobody knows", (r, c) => Text(r, t => t.Replace("{", "{\"colour\":1,", StringComparison.Ordinal))),
        ("a name in another case", (r, c) => Text(r, t => t.Replace("\"text\"", "\"Text\"", StringComparison.Ordinal))),
        ("cut off", (r, c) => Bytes(r, b => b[..c.Next(b.Length + 1)])),
        ("a bit turned", Turned),
        ("bytes in between", (r, c) => Bytes(r, b => Insert(b, c, Noise(c, c.Next(1, 9))))),
        ("bytes taken out", (r, c) => Bytes(r, b => c.Next(b.Length + 1) is var at ? [.. b[..at], .. b[Math.Min(b.Length, at + c.Next(6))..]] : b)),
        ("a tail", (r, c) => Bytes(r, b => [.. b, .. Pick(c, "}", " {}", "\0", "]", "//", "1")])),
        ("only noise", (r, c) => r with { Body = Noise(c, c.Next(200)) }),
        ("another root", (r, c) => r with { Body = Pick(c, "null", "[]", "\"\"", "0", "true", "", " ", "[[[[", "{", "nul", "\uFEFF{}", "'x'", "NaN") }),
        ("deep", (r, c) => Text(r, t => Deep(c, t))),
        ("a comma too many", (r, c) => Text(r, t => t.Replace("}", ",}", StringComparison.Ordinal))),
        ("a comment", (r, c) => Text(r, t => t.Replace(",", ",/* */", StringComparison.Ordinal))),
        ("wide characters", (r, c) => r with { Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(r.Body)) }),
        ("a mark of byte order", (r, c) => Bytes(r, b => [0xEF, 0xBB, 0xBF, .. b])),
        ("too long", (r, c) => AtAValue(r, c, "\"" + new string('x', c.Next(250, 500) * 1024) + "\"")),
    ];

    private static readonly (string Name, Mutation Carry)[] OfHeaders =
    [
        ("another type", (r, c) => r.With("Content-Type", Said(c, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/problem+json", "json", ";", "application/json;;;", "a/b/c"))),
        ("no type", (r, c) => r.With("Content-Type", null)),
        ("an encoding", (r, c) => r.With("Content-Encoding", Said(c, "gzip", "br", "identity", "nonsense"))),
        ("no key", (r, c) => r.With("Idempotency-Key", null)),
        ("an odd key", (r, c) => r.With("Idempotency-Key", Said(c, "", " ", "a b", new string('k', 256), "\u00E9\u00E8", "a,b", "\"", "\t"))),
        ("two keys", (r, c) => r with { Headers = [.. r.Headers, ("Idempotency-Key", "another")] }),
        ("an odd version", (r, c) => r.With("If-Match", Said(c, "7", "\"x\"", "\"-1\"", "W/\"1\"", "*", "\"99999999999999999999\"", "\"1\", \"2\"", "\"", ""))),
        ("a wish", (r, c) => r.With("Expect", Said(c, "100-continue", "200-ok", ""))),
        ("no right", (r, c) => r.With("Authorization", Said(c, "", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer \u00FF", new string('B', 4_000)))),
        ("a cookie", (r, c) => r.With("Authorization", null).With("Cookie", Said(c, "monitoring=x", "a=b; ; =", "monitoring=" + new string('A', 3_000), "=", "\u00FF"))),
        ("another site", (r, c) => r.With("Origin", Said(c, "http://evil.example", "null", "nonsense", ""))),
        ("another path", (r, c) => r with { Path = Said(c, r.Path + "/", r.Path + "/x", r.Path + "?a=%00&b", r.Path + "%00", r.Path + "%2F..%2F", "/api/v1//complaints", "/api/v1/complaints/" + new string('a', 2_000) + "/close", "/api/v1/complaints/%F0%9F%92%8A/close", "/api/v1/complaints/../../x", "/api/v1/complaints/%/close", "/api/v9/complaints") }),
        ("another method", (r, c) => r with { Method = Said(c, "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "post") }),
        ("many headers", (r, c) => r with { Headers = [.. r.Headers, .. Enumerable.Range(0, c.Next(50, 95)).Select(n => ($"X-{n}", "x"))] }),
    ];

    private static readonly (string Name, Mutation Carry)[] OfFrames =
    [
        ("another length", (r, c) => r.With("Content-Length", Said(c, "-1", "x", "99999999999999999999", "1e3", "0x10", "1 2", "", "18446744073709551616"))),
        ("more announced than sent", (r, c) => r.With("Content-Length", (r.Body.Length + c.Next(1, 5_000)).ToString(CultureInfo.InvariantCulture))),
        ("less announced than sent", (r, c) => r.With("Content-Length", c.Next(r.Body.Length + 1).ToString(CultureInfo.InvariantCulture))),
        ("far more announced", (r, c) => r.With("Content-Length", Said(c, "262145", "1048577", "9999999999"))),
        ("two lengths", (r, c) => r with { Headers = [.. r.Headers, ("Content-Length", "1"), ("Content-Length", "2")] }),
        ("chunks of nonsense", (r, c) => r.With("Transfer-Encoding", "chunked") with { Framed = Pick(c, "zz\r\nxx\r\n0\r\n\r\n", "-1\r\n", "ffffffffffffffff\r\nx", "5\r\nab", "2\r\nabc\r\n0\r\n\r\n", "\r\n\r\n", "1;a=\"\r\nx\r\n0\r\n\r\n") }),
        ("chunks and a length", (r, c) => r.With("Transfer-Encoding", "chunked") with { Headers = [.. r.Headers, ("Transfer-Encoding", "chunked"), ("Content-Length", "5")], Framed = Chunked(r.Body, c) }),
        ("another transfer", (r, c) => r.With("Transfer-Encoding", Said(c, "gzip", "gzip, chunked", "identity", "chunked, chunked", "nonsense", ""))),
        ("another version", (r, c) => r with { Version = Said(c, "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.2", "HTTP/9", "XTTP/1.1", "") }),
        ("no host", (r, c) => r.With("Host", c.Next(2) == 0 ? null : Said(c, "", "a b", "x:y:z", "[::1"))),
        ("a line without a colon", (r, c) => r with { Headers = [.. r.Headers, ("nonsense\r\nX", "y")] }),
        ("a header with a zero", (r, c) => r with { Headers = [.. r.Headers, ("X-Zero", "a\0b")] }),
        ("a header with a bare end", (r, c) => r with { Headers = [.. r.Headers, ("X-End", "a\nb"), ("X-Return", "a\rb")] }),
        ("a long header", (r, c) => r with { Headers = [.. r.Headers, ("X-Long", new string('x', c.Next(20, 60) * 1024))] }),
        ("too many headers", (r, c) => r with { Headers = [.. r.Headers, .. Enumerable.Range(0, 200).Select(n => ($"X-{n}", "x"))] }),
    ];

    /// <summary>One to three things go wrong; one in twenty requests is left as it is.</summary>
    public static WireRequest Mutate(WireRequest request, Random chance)
    {
        var told = new List<string>();
        for (var left = chance.Next(20) == 0 ? 0 : chance.Next(10) < 7 ? 1 : chance.Next(2, 4); left > 0; left--)
        {
            var (mutations, breaks) = chance.Next(10) switch { < 6 => (OfBodies, false), < 8 => (OfHeaders, false), _ => (OfFrames, true) };
            var (name, carry) = mutations[chance.Next(mutations.Length)];
            request = carry(request, chance);
            request = request with
            {
                IsBroken = request.IsBroken || breaks,
                IsOddAtTheHead = request.IsOddAtTheHead || mutations != OfBodies,
            };
            told.Add(name);
        }

        // good chunks are no fault
        if (!request.IsBroken && request.Body.Length > 0 && chance.Next(10) == 0)
        {
            request = request.With("Transfer-Encoding", "chunked") with { Framed = Chunked(request.Body, chance) };
        }

        return request with { Told = told.Count == 0 ? "nothing" : string.Join(", ", told) };
    }

    private static string Odd(Random chance) => Said(
        chance,
        "null", "true", "-0", "1e400", "1E-999999", "123456789012345678901234567890", "0.1", "[]", "{}", "[[]]", "[null]", "{\"a\":{}}",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\x\"", "\"\\u12\"", "\"\t\"", "\"\u202E\u0000\"",
        "\"2026-13-45T99:99:99Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2026-01-01\"", "\"2026-01-01T00:00:00\"",
        "NaN", "Infinity", "undefined", "+1", "01", ".5", "\"" + new string('é', 11_000) + "\"", "[1,2,3,4,5,6,7,8,9,10,11,12]", "9223372036854775808", "-1");

    private static WireRequest AtAValue(WireRequest request, Random chance, string value) => Text(request, text =>
    {
        var colons = Enumerable.Range(0, text.Length).Where(n => text[n] == ':').ToList();
        if (colons.Count == 0)
        {
            return value;
        }

        var from = colons[chance.Next(colons.Count)] + 1;
        var to = text.AsSpan(from).IndexOfAny(',', '}');
        return to < 0 ? text[..from] + value : text[..from] + value + text[(from + to)..];
    });

    private static WireRequest Turned(WireRequest request, Random chance) => Bytes(request, bytes =>
    {
        var turned = bytes.ToArray();
        if (turned.Length > 0)
        {
            turned[chance.Next(turned.Length)] ^= (byte)(1 << chance.Next(8));
        }

        return turned;
    });

    private static string Deep(Random chance, string text)
    {
        var depth = chance.Next(2) == 0 ? chance.Next(10, 70) : chance.Next(1_000, 60_000);
        var (open, close) = chance.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var nest = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        return text.Length < 3 ? nest : $"{{\"attachments\":{nest},{text[1..]}";
    }

    private static byte[] Chunked(byte[] body, Random chance)
    {
        var framed = new MemoryStream();
        for (var at = 0; at < body.Length;)
        {
            var size = Math.Min(body.Length - at, chance.Next(1, 2_000));
            framed.Write(Encoding.ASCII.GetBytes(size.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            framed.Write(body, at, size);
            framed.Write("\r\n"u8);
            at += size;
        }

        framed.Write("0\r\n\r\n"u8);
        return framed.ToArray();
    }

    private static byte[] Insert(byte[] bytes, Random chance, byte[] more) =>
        chance.Next(bytes.Length + 1) is var at ? [.. bytes[..at], .. more, .. bytes[at..]] : bytes;

    private static byte[] Noise(Random chance, int length)
    {
        var noise = new byte[length];
        chance.NextBytes(noise);
        return noise;
    }

    private static string Said(Random chance, params string[] choices) => choices[chance.Next(choices.Length)];

    private static byte[] Pick(Random chance, params string[] choices) => Encoding.UTF8.GetBytes(Said(chance, choices));

    private static WireRequest Text(WireRequest request, Func<string, string> change) =>
        request with { Body = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(request.Body))) };

    private static WireRequest Bytes(WireRequest request, Func<byte[], byte[]> change) => request with { Body = change(request.Body) };
}
