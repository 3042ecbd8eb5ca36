using System.Collections.Immutable;
using Monitoring.Simulation.Storage;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Scripts;

/// <summary>
/// Makes a failing script small: leaves out complaints, faults and single acts, and keeps what still breaks the same invariant.
/// </summary>
internal sealed class Shrink(string invariant, Flaw flaw, int tries = 400)
{
    private int _left = tries;

    public Script Of(Script failing)
    {
        var script = failing;
        int before;
        do
        {
            before = script.Acts.Length;
            script = WithoutComplaints(script);
            script = WithoutFaults(script);
            script = WithoutActs(script);
        }
        while (_left > 0 && script.Acts.Length < before);
        return script;
    }

    private Script WithoutComplaints(Script script)
    {
        // halves first, then quarters, then one by one
        var all = script.Complaints.ToImmutableArray();
        for (var size = Math.Max(1, all.Length / 2); size > 0; size /= 2)
        {
            for (var from = 0; from < all.Length; from += size)
            {
                var gone = all.Skip(from).Take(size).ToHashSet();
                script = Try(script with { Acts = [.. script.Acts.Where(act => act is not Ask ask || !gone.Contains(ask.Complaint))] }) ?? script;
            }
        }

        return script;
    }

    private Script WithoutFaults(Script script)
    {
        foreach (var fault in script.Faults.Members().ToImmutableArray())
        {
            var without = script.Faults.Without(fault);
            script = Try(script with { Faults = without, Acts = [.. script.Acts.Where(act => act.Kind != fault)] }) ?? script;
        }

        return script;
    }

    private Script WithoutActs(Script script)
    {
        for (var size = Math.Max(1, script.Acts.Length / 2); size > 0; size /= 2)
        {
            for (var from = 0; from < script.Acts.Length; from += size)
            {
                script = Try(script with { Acts = [.. script.Acts.Take(from), .. script.Acts.Skip(from + size)] }) ?? script;
            }
        }

        return script;
    }

    private Script? Try(Script smaller)
    {
        if (_left <= 0)
        {
            return null;
        }

        _left--;
        return World.Live(smaller, flaw).Failure?.Invariant == invariant ? smaller : null;
    }
}
