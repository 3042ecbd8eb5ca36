using System.Collections.Immutable;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Silo.Http.Cluster;

namespace Monitoring.Silo.Engine;

/// <summary>What the Embedded engine tells: this process is the whole cluster.</summary>
internal sealed class EngineView(IGrainHostView host, TimeProvider time) : IClusterView, IActivationView
{
    private const string ThisProcess = "this-process";

    private readonly DateTimeOffset _startedAt = time.Now();

    public Task<ClusterLook> Look(CancellationToken cancellation) => Task.FromResult(new ClusterLook(
        GrainEngine.Name,
        [
            new SiloLook(ThisProcess, "active", _startedAt, null, host.CountByClass().ToImmutableSortedDictionary(
                counted => counted.GrainType, counted => counted.Active, StringComparer.Ordinal)),
        ]));

    public Task<string?> SiloOf(IPlacedGrain grain, CancellationToken cancellation) =>
        Task.FromResult(host.Look(grain.GetGrainId()) is null ? null : ThisProcess);

    public int? Waiting(IGrainContext activation) => host.Look(activation.GrainId)?.Waiting;
}
