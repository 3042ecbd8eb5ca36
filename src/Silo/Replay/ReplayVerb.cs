using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Storage.Sqlite;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Replay;

/// <summary>
/// <c>./run replay</c>: feeds recorded cases through the real grains on a virtual clock and writes the verdicts that
/// their committed breaches come to.
/// </summary>
public static class ReplayVerb
{
    private const int MostBadRowsShown = 20;

    public static async Task<int> Run(ReplayOptions options, WakerOptions wakers, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var map = ReplayMap.Read(await File.ReadAllTextAsync(options.Map), options.Map);
        using var csv = new StreamReader(options.Cases);
        var recording = ReadRecording.From(csv, map);
        var shelf = new PolicyShelf(Policies(options));
        var readIn = watch.Elapsed;

        await using var store = options.Data is { } folder
            ? SqliteEventLog.Open(Path.Combine(folder, SqliteStore.FileName), NullLogger<SqliteDatabase>.Instance)
            : null;
        IEventLog log = store is null ? new MemoryEventLog() : store;
        var refusals = Live(recording, shelf, log, wakers);
        var livedIn = watch.Elapsed - readIn;

        var verdicts = await Read(recording, shelf, log);
        if (options.Verdicts is { } path)
        {
            await using var file = new StreamWriter(path);
            VerdictFile.Write(file, verdicts, new Stamps(map));
        }

        Report(output, recording, verdicts, refusals, readIn, livedIn);
        return 0;
    }

    private static PolicyBook Policies(ReplayOptions options) => options is { Policy: { } policy, Calendar: { } calendar }
        ? PolicyBook.ExternalOnly.WithActive(
            PolicyReader.Read(File.ReadAllText(policy), policy),
            CalendarReader.Read(File.ReadAllText(calendar), calendar))
        : PolicyBook.ExternalOnly;

    private static ImmutableSortedDictionary<string, int> Live(
        Recording recording, PolicyShelf shelf, IEventLog log, WakerOptions wakers)
    {
        if (recording.Cases.IsEmpty)
        {
            return ImmutableSortedDictionary<string, int>.Empty;
        }

        using var province = new VirtualProvince(log, shelf, wakers, recording.Cases[0].OpenedAt);
        province.Register(recording.Cases.Select(c => c.Facility).Distinct().Order(StringComparer.Ordinal).Select(Facility));
        return province.Play(ReplaySchedule.Of(recording, shelf.Active), recording.EndAt);
    }

    private static FacilityRecord Facility(string id)
    {
        var owner = ReplaySchedule.Owner(id);
        return new FacilityRecord(id, owner.Region, new FacilityCard(id, owner.Kind, null, owner.Ownership));
    }

    private static async Task<List<Verdict>> Read(Recording recording, PolicyShelf shelf, IEventLog log)
    {
        var rules = await shelf.Rules(shelf.Active, CancellationToken.None);
        var verdicts = new List<Verdict>(recording.Cases.Length);
        foreach (var recorded in recording.Cases)
        {
            var events = await log.Read(Streams.Complaint(recorded.Id), 0, CancellationToken.None);
            verdicts.AddRange(Verdicts.Of(recorded.Id, events, rules.Timetable));
        }

        return verdicts;
    }

    private static void Report(
        TextWriter output,
        Recording recording,
        List<Verdict> verdicts,
        ImmutableSortedDictionary<string, int> refusals,
        TimeSpan readIn,
        TimeSpan livedIn)
    {
        Line($"{recording.Cases.Length} cases read in {readIn.TotalSeconds:0.0} s, up to {recording.EndAt:u}");
        Line($"lived on the virtual clock in {livedIn.TotalSeconds:0.0} s: {recording.Cases.Length / livedIn.TotalSeconds:0} lives/s");
        foreach (var clock in verdicts.GroupBy(v => v.Clock).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var counts = string.Join(", ", Enum.GetValues<VerdictKind>()
                .Select(kind => $"{clock.Count(v => v.Outcome == kind)} {kind.ToString().ToLowerInvariant()}"));
            Line($"{(clock.Key is "" ? "no clock" : clock.Key)}: {counts}");
        }

        foreach (var (code, count) in refusals)
        {
            Line($"{count} recorded steps had no effect: {code}");
        }

        Line($"{recording.Bad.Length} bad rows");
        foreach (var bad in recording.Bad.Take(MostBadRowsShown))
        {
            Line($"  line {bad.Line}: {bad.Reason}");
        }

        if (recording.Bad.Length > MostBadRowsShown)
        {
            Line($"  and {recording.Bad.Length - MostBadRowsShown} more");
        }

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
