using System.Collections.Immutable;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Storage;
using Monitoring.Simulation.Twins;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation;

/// <summary>Many worlds from one seed, several at a time, taken together in the order of their numbers.</summary>
internal sealed class Campaign(ulong seed, long lives, FaultSet faults, Flaw flaw = Flaw.None, string? only = null)
{
    /// <summary>One world of so many lives twice more, to compare what must not differ.</summary>
    private const int TwinsEvery = 40;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, WorldEnd> _early = [];
    private readonly CampaignEnd _end = new(seed);
    private int _next;
    private int _awaited;
    private bool _isOver;

    /// <summary>Lives all worlds, or those up to the first failure.</summary>
    public CampaignEnd Run(int parallel)
    {
        var threads = Enumerable.Range(0, parallel).Select(_ => new Thread(LiveWorlds)).ToImmutableArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return _end;
    }

    /// <summary>The seed of a world of this run.</summary>
    public static ulong WorldSeed(ulong seed, int number) => Dice.Seed(seed, number);

    private void LiveWorlds()
    {
        while (Begin() is { } number)
        {
            var script = DrawScript.From(WorldSeed(seed, number), faults);
            var end = World.Live(script, flaw, only: only);
            if (number % TwinsEvery == 0 && end.Failure is null && flaw == Flaw.None)
            {
                end = end with { Twins = TwinWorlds.Compare(script) };
                end = end with { Failure = end.Twins.Failure };
            }

            Finish(number, end);
        }
    }

    private int? Begin()
    {
        lock (_lock)
        {
            return _isOver ? null : _next++;
        }
    }

    // in order, so that the same seed prints the same however many threads there are
    private void Finish(int number, WorldEnd end)
    {
        lock (_lock)
        {
            _early.Add(number, end);
            while (!_isOver && _early.Remove(_awaited, out var next))
            {
                _end.Add(next);
                _awaited++;
                _isOver = next.Failure is not null || _end.Lives >= lives;
            }
        }
    }
}
