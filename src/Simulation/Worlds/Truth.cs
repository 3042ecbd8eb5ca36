using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// Everything that has become durable in a world, in the order in which it did, kept apart from the log that is being watched.
/// </summary>
internal sealed class Truth(World world)
{
    private readonly Dictionary<string, Case> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _ids = [];
    private readonly HashSet<PolicyVersion> _revisions = [];
    private readonly PolicyShelf _shelf = new(world.Line.Known);
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _bytes = new(4096); // of one append: hashing costs by the call

    public long Events { get; private set; }

    public long Breaches { get; private set; }

    /// <summary>How many events of each kind: what was never written was never tried.</summary>
    public SortedDictionary<string, long> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>How often an answer was an expected no.</summary>
    public long Refusals { get; set; }

    public IReadOnlyDictionary<string, Case> Cases => _cases;

    /// <summary>What stands in each audience's feed, in order.</summary>
    public IReadOnlyDictionary<string, List<string>> Feeds => _feeds;

    /// <summary>Under which id a complaint of the script was filed in the end; a retry may have got another one.</summary>
    public string IdOf(int complaint) => _ids.GetValueOrDefault(complaint) ?? world.Setting.Complaints[complaint];

    public void FiledAs(int complaint, string id) => _ids.TryAdd(complaint, id);

    /// <summary>Takes note of an append that has just become durable, and has it checked.</summary>
    public void Learn(Append append, int process, DateTimeOffset askedAt)
    {
        Digest(append);
        Events += append.Events.Length;
        foreach (var written in append.Events)
        {
            foreach (var audience in written.Audiences.Distinct())
            {
                ref var feed = ref CollectionsMarshal.GetValueRefOrAddDefault(_feeds, audience, out _);
                (feed ??= []).Add(written.Item!);
                world.Boards.Expect(audience);
            }
        }

        if (append.Due is { } due)
        {
            foreach (var one in world.Processes)
            {
                one.Net.Expect(due);
            }
        }

        if (Streams.ComplaintOf(append.Stream) is { } complaint)
        {
            Learn(append, complaint, world.Processes[process] is { } by ? new Writer(by, askedAt) : null);
        }
    }

    /// <summary>SHA-256 over everything that became durable, in order.</summary>
    public ImmutableArray<byte> Digest() => [.. _digest.GetCurrentHash()];

    private void Learn(Append append, string complaint, Writer? by)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_cases, complaint, out _);
        var known = found ??= new Case(complaint);
        var happenings = ImmutableArray.CreateBuilder<Happening>(append.Events.Length);
        foreach (var written in append.Events)
        {
            happenings.Add(Happen(known, written));
        }

        Revised(known);

        known.Due = append.Due;
        known.Owes = known.Due is null || !known.State.IsOpen || known.State.Policy == known.Owes ? null : known.Owes;
        var commit = new Commit(known, append, happenings.MoveToImmutable(), by);
        if (world.Trace is { } trace)
        {
            foreach (var one in commit.Happenings)
            {
                trace.Add(world.Now, $"   durable: {append.Stream} {one.Seq} {one.Written.Body}");
            }

            trace.Add(world.Now, $"   durable: {append.Stream} due row {append.Due?.NextAt:O}");
        }

        world.Checks.OnCommit(commit);
    }

    /// <summary>A version was published: whoever waits for something has to follow.</summary>
    public void Published(PolicyVersion version)
    {
        foreach (var known in _cases.Values.Where(known => known.Due is not null && known.State.IsOpen))
        {
            known.Owes = version;
        }
    }

    /// <summary>Counts a revision when the first complaint has really opened under it, or followed it.</summary>
    private void Revised(Case known)
    {
        var (version, first) = (known.State.Policy, world.Line.First.Version);
        if (version == first || !_revisions.Add(version))
        {
            return;
        }

        if (version.PackVersion != first.PackVersion)
        {
            world.Tally.Count(Fault.PolicyRevised);
        }

        if (version.CalendarVersion != first.CalendarVersion)
        {
            world.Tally.Count(Fault.CalendarRevised);
        }
    }

    private Happening Happen(Case known, NewEvent written)
    {
        var happened = JsonSerializer.Deserialize(written.Body, ComplaintJson.Default.ComplaintEvent)!;
        var item = written.Item is null ? null : world.Boards.Parse(written.Item);
        var (before, timetableBefore) = (known.State, known.Timetable);
        known.Rules = happened switch
        {
            Filed filed => Rules(filed.Policy),
            Rederived revised => Rules(revised.To),
            _ => known.Rules,
        };
        known.State = before.After(happened);
        known.Timetable = known.Rules?.Timetable(known.State) ?? Timetable.Empty;
        known.Events.Add(happened);
        known.Written.Add(written);
        Breaches += happened is Breached ? 1 : 0;
        Kinds[happened.Kind] = Kinds.GetValueOrDefault(happened.Kind) + 1;
        return new Happening(
            known.Events.Count, written, happened, item, before, timetableBefore, known.State, known.Timetable);
    }

    private ComplaintRules Rules(PolicyVersion version) => SimulatedLog.Now(_shelf.Rules(version, CancellationToken.None));

    private void Digest(Append append)
    {
        _bytes.ResetWrittenCount();
        Text(append.Stream);
        Number(append.ExpectedSeq);
        foreach (var written in append.Events)
        {
            Number(written.At.UtcTicks);
            Text(written.Body);
            Text(written.Item ?? "");
            foreach (var audience in written.Audiences)
            {
                Text(audience);
            }
        }

        Number(append.Due?.NextAt.UtcTicks ?? 0);
        Number(append.Due?.Urgency ?? 0);
        _digest.AppendData(_bytes.WrittenSpan);
    }

    private void Text(string text) => _bytes.Write(MemoryMarshal.AsBytes(text.AsSpan()));

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }
}
