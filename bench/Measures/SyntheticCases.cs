using System.Globalization;
using System.Text;

namespace Monitoring.Bench.Measures;

/// <summary>
/// Recorded cases whose verdicts are known: opened 37 s apart at thirty facilities, due after a day, and closed in time,
/// closed late, or never.
/// </summary>
internal sealed class SyntheticCases
{
    private const int Facilities = 30;
    private const int Kinds = 3;
    private const string Stamp = "yyyy-MM-dd HH:mm:ss";

    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(37);
    private static readonly TimeSpan Limit = TimeSpan.FromDays(1);
    private static readonly TimeSpan InTime = TimeSpan.FromHours(12);
    private static readonly TimeSpan Late = TimeSpan.FromHours(36);

    private readonly int _count;

    private SyntheticCases(int count, WorkFolder folder)
    {
        _count = count;
        (Cases, Map, Verdicts) = (folder.File("cases.csv"), folder.File("map.json"), folder.File("verdicts.csv"));
    }

    public string Cases { get; }

    public string Map { get; }

    /// <summary>Where the verdicts go.</summary>
    public string Verdicts { get; }

    public static SyntheticCases Write(int count, WorkFolder folder)
    {
        var cases = new SyntheticCases(count, folder);
        File.WriteAllText(
            cases.Map,
            """
            {"id":"id","facility":"facility","channel":"channel","openedAt":"opened","dueAt":"due","closedAt":"closed",
             "timeZone":"UTC","timeFormats":["yyyy-MM-dd HH:mm:ss"],"nulls":[""],"shift":"none"}
            """);
        var csv = new StringBuilder("id,facility,channel,opened,due,closed\n");
        for (var i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"c{i},f{i % Facilities},web,{At(Opened(i))},{At(Opened(i) + Limit)},")
                .Append(Closed(i) is { } closed ? At(closed) : "")
                .Append('\n');
        }

        File.WriteAllText(cases.Cases, csv.ToString());
        return cases;
    }

    /// <summary>Verdicts that are missing, too many, or not what the recording says.</summary>
    public int WrongVerdicts()
    {
        var lines = File.ReadAllLines(Verdicts);
        var (id, verdict) = (Column(lines[0], "id"), Column(lines[0], "verdict"));
        var said = lines.Skip(1).Select(l => l.Split(',')).ToLookup(f => f[id], f => f[verdict], StringComparer.Ordinal);
        var end = Enumerable.Range(0, _count).Max(i => Closed(i) ?? Opened(i));
        return Enumerable.Range(0, _count).Count(i => said[$"c{i}"].ToArray() is not [var one] || one != Verdict(i, end));
    }

    private static int Column(string header, string name) => Array.IndexOf(header.Split(','), name);

    private static DateTimeOffset Opened(int i) => First + (i * Apart);

    private static DateTimeOffset? Closed(int i) => (i % Kinds) switch
    {
        0 => Opened(i) + InTime,
        1 => Opened(i) + Late,
        _ => null,
    };

    private static string Verdict(int i, DateTimeOffset end)
    {
        var due = Opened(i) + Limit;
        return Closed(i) is { } closed
            ? closed <= due ? "met" : "breached"
            : due < end ? "breached" : "open";
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);
}
