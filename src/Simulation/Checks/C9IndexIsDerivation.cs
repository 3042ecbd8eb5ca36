using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Simulation.Storage;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>The due row of a complaint is the earliest of its open steps, in the right book; none if none is open.</summary>
internal sealed class C9IndexIsDerivation(World world) : Check(world, "C9")
{
    public override void OnCommit(Commit commit)
    {
        var expected = Expected(commit.Case);
        Demand(
            commit.Append.Due == expected || commit.Append.Due?.WakesAs(expected) == true,
            $"complaint/{commit.Case.Id}: its row is {commit.Append.Due}, its timetable says {expected}");
    }

    public override void AfterCrash() => CompareAll();

    public override void AtEnd() => CompareAll();

    private static DueRow? Expected(Case known) => known.Timetable.WakeAt is { } wakeAt
        ? new DueRow(
            Streams.Complaint(known.Id),
            known.State.Traits.Sealed ? Audience.Inspectorate : known.State.Owner.Facility,
            wakeAt)
        : null;

    /// <summary>Urgency decides the order alone: it is B7's.</summary>
    private static EqualityComparer<DueRow> Wakes { get; } =
        EqualityComparer<DueRow>.Create(static (a, b) => a is null ? b is null : a.WakesAs(b), static row => row.NextAt.GetHashCode());

    private void CompareAll()
    {
        var rows = SimulatedLog.Now(World.Log.Disk.Due(DateTimeOffset.MaxValue, null, null, int.MaxValue, CancellationToken.None));
        var expected = World.Truth.Cases.Values.Select(Expected).OfType<DueRow>()
            .OrderBy(row => row.NextAt).ThenBy(row => row.Stream, StringComparer.Ordinal);
        Demand(
            rows.SequenceEqual(expected, Wakes),
            $"the index holds {rows.Length} rows that are not those of the timetables: {string.Join(", ", rows.Except(expected, Wakes))} against {string.Join(", ", expected.Except(rows, Wakes))}");
    }
}
