using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Monitoring.Silo.Options;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Storage;

namespace Monitoring.Silo;

/// <summary><c>./run</c>: serves until it is told to stop, and says where.</summary>
internal static class Serve
{
    public static async Task<int> Run(SiloOptions asked, TimeProvider wall)
    {
        using var folder = asked is { Demo: true, Data: SiloOptions.DefaultData } ? new PassingFolder() : null;
        var options = folder is null ? asked : asked with { Data = folder.Path };
        await using var app = await SiloApp.Build(options, wall);
        await app.StartAsync();
        Say(app, options);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Say(WebApplication app, SiloOptions options)
    {
        var address = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var key = app.Services.GetRequiredService<AdminKey>().Generated;
        Console.WriteLine($"Listening on {address} (data in {app.Services.GetRequiredService<Store>().Place})");
        if (key is not null)
        {
            Console.WriteLine($"Admin key, printed only now: {key}");
        }

        if (options.Demo)
        {
            Console.WriteLine("SIMULASI: every facility, complaint and breach in it is invented.");
        }

        if (options.Faults)
        {
            Console.WriteLine("LATIHAN / DRILL: faults are really injected, the first after 45 seconds; the wall says which.");
        }

        // a key that the operator set is a secret that logs must not hold
        Console.WriteLine(key is null ? $"Wall: {address}/wall" : $"Wall: {address}/wall#key={key}");
    }

    /// <summary>A folder that goes when the demonstration ends.</summary>
    private sealed class PassingFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("monitoring-demo-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
