using System.Security.Cryptography;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation;

/// <summary>What the worlds of one seed came to.</summary>
internal sealed class CampaignEnd(ulong seed)
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, long> _checks = [];

    public ulong Seed { get; } = seed;

    public int Worlds { get; private set; }

    public long Lives { get; private set; }

    public long Events { get; private set; }

    public long Breaches { get; private set; }

    public long Refusals { get; private set; }

    /// <summary>How many events of each kind.</summary>
    public SortedDictionary<string, long> Kinds { get; } = new(StringComparer.Ordinal);

    public FaultTally Faults { get; } = new();

    /// <summary>How often each check has looked, in the order in which they are kept.</summary>
    public IReadOnlyDictionary<string, long> Checks => _checks;

    public Failure? Failure { get; private set; }

    /// <summary>SHA-256 over everything that became durable, world by world.</summary>
    public string Digest => Convert.ToHexStringLower(_digest.GetCurrentHash());

    public void Add(WorldEnd world)
    {
        Worlds++;
        Lives += world.Lives;
        Events += world.Events;
        Breaches += world.Breaches;
        Refusals += world.Refusals;
        Faults.Add(world.Faults);
        foreach (var (kind, times) in world.Kinds)
        {
            Kinds[kind] = Kinds.GetValueOrDefault(kind) + times;
        }

        foreach (var (invariant, times) in world.Checks)
        {
            _checks[invariant] = _checks.GetValueOrDefault(invariant) + times;
        }

        foreach (var (invariant, times) in world.Twins?.Checks ?? [])
        {
            _checks[invariant] = _checks.GetValueOrDefault(invariant) + times;
        }

        _digest.AppendData(world.Digest.AsSpan());
        Failure ??= world.Failure;
    }
}
