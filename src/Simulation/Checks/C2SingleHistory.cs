using Monitoring.Grains;
using Monitoring.Simulation.Storage;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// One history without gaps, each event decided on exactly the state before it: what a writer saw is what was there, and what was
/// asked to be written is what is read back.
/// </summary>
internal sealed class C2SingleHistory(World world) : Check(world, "C2")
{
    public override void OnCommit(Commit commit)
    {
        var (append, known) = (commit.Append, commit.Case);
        Demand(
            append.ExpectedSeq == known.Events.Count - append.Events.Length,
            $"complaint/{known.Id}: decided on version {append.ExpectedSeq}, written after {known.Events.Count - append.Events.Length}");
        Compare(known, append.ExpectedSeq);
    }

    public override void AfterCrash() => CompareAll();

    public override void AtEnd() => CompareAll();

    private void CompareAll()
    {
        foreach (var known in World.Truth.Cases.Values)
        {
            Compare(known, 0);
        }
    }

    private void Compare(Case known, long after)
    {
        var stored = SimulatedLog.Now(World.Log.Disk.Read(Streams.Complaint(known.Id), after, CancellationToken.None));
        Demand(
            stored.Length == known.Written.Count - after,
            $"complaint/{known.Id}: {stored.Length} events stand after {after}, {known.Written.Count - after} were written");
        for (var i = 0; i < stored.Length && World.Failure is null; i++)
        {
            var (seq, written) = (after + i + 1, known.Written[(int)after + i]);
            var one = stored[i];
            Demand(
                one.Seq == seq && one.Kind == written.Kind && one.At == written.At && one.Body == written.Body,
                $"complaint/{known.Id}: written as {seq} {written.Body}, stands as {one.Seq} {one.Body}");
        }
    }
}
