using System.Collections.Immutable;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Scripts;

/// <summary>
/// Everything that happens to one world from outside, in order. The same script gives the same world to the last byte, and a
/// script with parts taken out is a script: that is how a failure is made small.
/// </summary>
internal sealed record Script(ulong Seed, Setting Setting, FaultSet Faults, ImmutableArray<Act> Acts)
{
    public int Lives => Setting.Complaints.Length;

    public IEnumerable<int> Complaints => Acts.OfType<Ask>().Select(ask => ask.Complaint).Distinct();
}
