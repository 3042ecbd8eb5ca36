using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Twins;

/// <summary>
/// Worlds that differ in one respect and must agree in another. F4 and B10: without the whistleblowers' cases, every feed but the
/// inspectorate's is the same text. C15: however ticks and messages come, late, twice or not at all, each complaint's history is the
/// same but for when a passed deadline was noticed.
/// </summary>
internal static partial class TwinWorlds
{
    private static readonly FaultSet OfArrival = FaultSet.Of(
        Fault.TurnsSwapped, Fault.MessageLost, Fault.MessageDoubled, Fault.MessageLate, Fault.TickLost, Fault.TickDoubled,
        Fault.TickLate, Fault.SpuriousWake, Fault.NetRoundLost, Fault.WakerOff);

    /// <summary>Within so much time a deadline is noticed (C7).</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Never = TimeSpan.FromDays(49); // longer than any world

    public static TwinsEnd Compare(Script script)
    {
        // requests arrive at their instants in both: what differs is only what is compared. The net makes every round, and nobody is
        // collected: when the engine sweeps depends on all its grains, and so would whether timer or net notices first, at most 3 s apart
        var one = script.Setting with { Processes = script.Setting.Processes[..1] };
        var calm = script with
        {
            Faults = FaultSet.None,
            Setting = one with { EveryNetRound = true, CollectAfter = Never },
            Acts = [.. script.Acts.OfType<Ask>().Select(Plain)],
        };
        var plain = Twin.Live(calm);
        var open = Twin.Live(calm with { Acts = [.. calm.Acts.OfType<Ask>().Where(ask => !IsSealed(calm, ask.Complaint))] });
        var shaken = Twin.Live(calm with
        {
            Faults = OfArrival,
            Setting = one,
            Acts = [.. calm.Acts.Concat(script.Acts.Where(act => act is Weather or WakeForNothing)).OrderBy(act => act.At)],
        });
        var failure = plain.Failure ?? open.Failure ?? shaken.Failure
            ?? NonInterference(script.Seed, plain, open) ?? Convergence(script.Seed, plain, shaken);
        return new TwinsEnd([("F4 and B10", plain.Feeds.Count), ("C15", plain.Histories.Count)], failure);
    }

    // one sending, and a key of its own: whoever passes on a sealed case's message is told that it is known, which is no secret of its
    private static Ask Plain(Ask ask)
    {
        var command = ask.Command with { Key = ask.Command.Key! with { Key = $"k{ask.Number}" } };
        return ask with
        {
            Again = [],
            Overtaken = TimeSpan.Zero,
            Command = command is FileComplaint filing ? filing with { Message = null } : command,
        };
    }

    private static bool IsSealed(Script script, int complaint) => script.Acts.OfType<Ask>()
        .Any(ask => ask.Complaint == complaint && ask.Command is FileComplaint { Traits.Sealed: true });

    private static Failure? NonInterference(ulong seed, Twin with, Twin without)
    {
        foreach (var audience in with.Feeds.Keys.Union(without.Feeds.Keys).Where(audience => audience != Audience.Inspectorate))
        {
            var (a, b) = (with.Feeds.GetValueOrDefault(audience) ?? [], without.Feeds.GetValueOrDefault(audience) ?? []);
            for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
            {
                if (a.ElementAtOrDefault(i) != b.ElementAtOrDefault(i))
                {
                    return new Failure(
                        seed, "F4", $"feed {audience} {i + 1} is {a.ElementAtOrDefault(i)}; without the sealed cases it is {b.ElementAtOrDefault(i)}", with.EndedAt);
                }
            }
        }

        return null;
    }

    private static Failure? Convergence(ulong seed, Twin calm, Twin shaken)
    {
        // a deadline that passed just before the end may have been noticed in one and not yet in the other
        var until = (calm.EndedAt < shaken.EndedAt ? calm.EndedAt : shaken.EndedAt) - Prompt;
        foreach (var complaint in calm.Histories.Keys.Union(shaken.Histories.Keys))
        {
            var (a, b) = (calm.Until(until, complaint), shaken.Until(until, complaint));
            if (!a.Select(Timeless).SequenceEqual(b.Select(Timeless)))
            {
                return new Failure(
                    seed, "C15", $"complaint/{complaint} lived\n{string.Join('\n', a)}\nand, with its wakers shaken,\n{string.Join('\n', b)}", calm.EndedAt);
            }
        }

        return null;
    }

    private static string Timeless(string body) => Noticing().Replace(body, "");

    [GeneratedRegex(",\"(decidedAt|lateBecause)\":\"[^\"]*\"")]
    private static partial Regex Noticing();

    /// <summary>What is compared of one world.</summary>
    private sealed record Twin(
        IReadOnlyDictionary<string, List<string>> Feeds,
        ImmutableDictionary<string, List<NewEvent>> Histories,
        DateTimeOffset EndedAt,
        Failure? Failure)
    {
        public static Twin Live(Script script) => World.Live(script, world => new Twin(
            world.Truth.Feeds,
            world.Truth.Cases.ToImmutableDictionary(known => known.Key, known => known.Value.Written),
            world.Now,
            world.Failure));

        /// <summary>A history, without what the rule itself did of instants after one.</summary>
        public List<string> Until(DateTimeOffset at, string complaint) =>
        [
            .. from written in Histories.GetValueOrDefault(complaint) ?? []
               where written.At <= at || !written.Body.Contains("\"by\":{\"role\":\"system\"}", StringComparison.Ordinal)
               select written.Body,
        ];
    }
}
