using System.Globalization;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Storage;
using Monitoring.Simulation.Twins;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation;

/// <summary>What a run prints: nothing in it depends on how fast it went.</summary>
internal static class Report
{
    public static void Write(TextWriter to, CampaignEnd end, FaultSet faults)
    {
        Line(to, $"seed {end.Seed}: {end.Lives} lives in {end.Worlds} worlds, {end.Events} events, {end.Breaches} breaches, {end.Refusals} refusals");
        Line(to, $"  {string.Join(", ", end.Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {kind.Value}")))}");
        Line(to, $"  faults that happened (allowed: {faults}):");
        foreach (var fault in Enum.GetValues<Fault>())
        {
            Line(to, $"    {fault,-22} {end.Faults[fault],12}");
        }

        Line(to, $"  checks made:");
        foreach (var (invariant, times) in end.Checks)
        {
            Line(to, $"    {invariant,-22} {times,12}");
        }

        Line(to, $"  {(end.Failure is null ? "every invariant held" : "AN INVARIANT DID NOT HOLD")}; SHA-256 of everything committed: {end.Digest}");
    }

    /// <summary>A failure, made small and lived through once more for its last events.</summary>
    public static void Write(TextWriter to, Failure failure, FaultSet faults, Flaw flaw)
    {
        Line(to, $"{failure.Invariant} did not hold in world {failure.World} at {failure.At:O}");
        Line(to, $"  {failure.What}");
        var script = DrawScript.From(failure.World, faults);
        if (World.Live(script, flaw).Failure is { } first)
        {
            script = new Shrink(first.Invariant, flaw).Of(script);
            WriteStory(to, script, flaw);
        }
        else if (TwinWorlds.Compare(script).Failure is not null)
        {
            Line(to, $"  (two worlds that should agree do not: there is no one story to shrink)");
        }

        Line(to, $"Replay: ./run simulate --world {failure.World} --faults {faults}{(flaw == Flaw.None ? "" : $" --flaw {flaw}")}");
    }

    private static void WriteStory(TextWriter to, Script script, Flaw flaw)
    {
        var trace = new Trace();
        var failure = World.Live(script, flaw, trace).Failure;
        Line(to, $"  shrunk to {script.Acts.Length} acts of {script.Complaints.Count()} complaints, faults {script.Faults}:");
        foreach (var act in script.Acts)
        {
            Line(to, $"    +{act.At:c} {act}");
        }

        Line(to, $"  {failure?.Invariant}: {failure?.What}");
        Line(to, $"  its last {trace.Lines.Count} events:");
        foreach (var line in trace.Lines)
        {
            Line(to, $"    {line}");
        }
    }

    private static void Line(TextWriter to, FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
