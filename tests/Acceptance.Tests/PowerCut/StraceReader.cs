using System.Globalization;
using System.Text;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>Reads the lines of <c>strace -f -y -ttt -xx</c>, in which every text is written in hexadecimal.</summary>
internal sealed class StraceReader
{
    private const string Unfinished = "<unfinished ...>";
    private const string Resumed = " resumed>";

    private readonly Dictionary<int, Call> _unfinished = [];

    public List<Step> Steps { get; } = [];

    public void Read(string line)
    {
        var afterThread = line.IndexOf(' ', StringComparison.Ordinal);
        var thread = int.Parse(line.AsSpan(0, afterThread), CultureInfo.InvariantCulture);
        var said = line[(line.IndexOf(' ', afterThread + 1) < 0 ? afterThread : AfterTime(line, afterThread))..];
        if (said.StartsWith("<... ", StringComparison.Ordinal))
        {
            if (_unfinished.Remove(thread, out var call))
            {
                End(call, said[(said.IndexOf(Resumed, StringComparison.Ordinal) + Resumed.Length)..]);
                Steps.Add(new Step(call, Begins: false, Ends: true));
            }
        }
        else if (said.IndexOf('(', StringComparison.Ordinal) is > 0 and var open && char.IsAsciiLetterLower(said[0]))
        {
            Begin(thread, new Call(said[..open]), said[(open + 1)..]);
        }
    }

    private static int AfterTime(string line, int afterThread)
    {
        var time = afterThread;
        while (line[time] == ' ')
        {
            time++;
        }

        return line.IndexOf(' ', time) + 1;
    }

    private void Begin(int thread, Call call, string said)
    {
        if (said.EndsWith(Unfinished, StringComparison.Ordinal))
        {
            call.Rest = Split(call, said[..^Unfinished.Length]);
            _unfinished[thread] = call;
            Steps.Add(new Step(call, Begins: true, Ends: false));
            return;
        }

        End(call, said);
        Steps.Add(new Step(call, Begins: true, Ends: true));
    }

    private static void End(Call call, string said)
    {
        var plain = Split(call, said);
        var equals = plain.LastIndexOf(") = ", StringComparison.Ordinal);
        if (equals < 0)
        {
            call.Rest += plain;
            return;
        }

        call.Rest += plain[..equals];
        var result = plain.AsSpan(equals + 4);
        var length = result.IndexOfAny(' ', '<');
        result = length < 0 ? result : result[..length];
        call.Result = result.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(result[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.TryParse(result, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Takes files and texts out of what was said; the answer is the rest.</summary>
    private static string Split(Call call, string said)
    {
        var rest = new StringBuilder();
        for (var at = 0; at < said.Length; at++)
        {
            switch (said[at])
            {
                case '"':
                    var quote = said.IndexOf('"', at + 1);
                    call.Texts.Add(Bytes(said.AsSpan(at + 1, quote - at - 1)));
                    at = quote;
                    break;
                case '<' when at + 1 < said.Length && said[at + 1] == '\\':
                    var close = said.IndexOf('>', at);
                    var deleted = said.AsSpan(close + 1).StartsWith("(deleted)");
                    call.Files.Add(deleted ? null : Encoding.UTF8.GetString(Bytes(said.AsSpan(at + 1, close - at - 1))));
                    at = close;
                    break;
                default:
                    rest.Append(said[at]);
                    break;
            }
        }

        return rest.ToString();
    }

    /// <summary>Every byte is written as <c>\xHH</c>.</summary>
    private static byte[] Bytes(ReadOnlySpan<char> written)
    {
        var bytes = new byte[written.Length / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Nibble(written[(4 * i) + 2]) << 4) | Nibble(written[(4 * i) + 3]));
        }

        return bytes;
    }

    private static int Nibble(char digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;
}
