using Monitoring.Silo.Demo.Drill;
using Monitoring.Silo.Tests.Http;

namespace Monitoring.Silo.Tests.Drill;

/// <summary>A door behind which faults can be injected.</summary>
public sealed class OpenDrill : IAsyncLifetime
{
    internal Door Door { get; private set; } = null!;

    public async Task InitializeAsync() => Door = await Door.Open(new DoorSetting { Drill = new Switchboard() });

    public async Task DisposeAsync() => await Door.DisposeAsync();
}
