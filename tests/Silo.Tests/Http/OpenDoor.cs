namespace Monitoring.Silo.Tests.Http;

/// <summary>One door for all the sentences of a class that do not disturb each other.</summary>
public sealed class OpenDoor : IAsyncLifetime
{
    internal Door Door { get; private set; } = null!;

    public async Task InitializeAsync() => Door = await Door.Open();

    public async Task DisposeAsync() => await Door.DisposeAsync();
}
