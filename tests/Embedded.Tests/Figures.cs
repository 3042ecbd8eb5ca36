using System.Diagnostics;
using Monitoring.Embedded.Tests.Grains;
using Xunit.Abstractions;

namespace Monitoring.Embedded.Tests;

/// <summary>
/// Measures rather than asserts; only when asked to:
/// <c>MEASURE=1 dotnet test tests/Embedded.Tests -c Release --filter Figures --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class Figures(ITestOutputHelper output)
{
    private const int Calls = 500_000;

    [MeasuredFact]
    public Task Calls_per_second_on_threads() => new ThreadStage().Play(async stage =>
    {
        for (var round = 0; round < 4; round++)
        {
            await Report("one caller, one grain", Calls, () => Call(stage, "one", Calls));
            await Report("64 callers, 64 grains", Calls, () => Task.WhenAll(
                Enumerable.Range(0, 64).Select(number => Call(stage, $"{number}", Calls / 64))));
        }
    });

    [MeasuredFact]
    public Task Calls_per_second_on_virtual_time() => new VirtualStage().Play(async stage =>
    {
        for (var round = 0; round < 4; round++)
        {
            await Report("one caller, one grain", Calls, () => Call(stage, "one", Calls));
        }
    });

    [MeasuredFact]
    public Task Lives_of_ten_calls_per_second_on_virtual_time() => new VirtualStage().Play(async stage =>
    {
        for (var round = 0; round < 4; round++)
        {
            const int Lives = 20_000;
            await Report("lives", Lives, async () =>
            {
                for (var life = 0; life < Lives; life++)
                {
                    var grain = stage.Grains.GetGrain<ICounter>($"{round} {life}");
                    for (var call = 0; call < 9; call++)
                    {
                        await grain.Count();
                    }

                    await grain.Leave();
                }
            });
        }
    });

    [MeasuredFact]
    public Task Bytes_per_idle_activation() => new ThreadStage().Play(async stage =>
    {
        const int Grains = 200_000;
        await stage.Grains.GetGrain<ICounter>("first").Count();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Report("activations", Grains, async () =>
        {
            for (var grain = 0; grain < Grains; grain++)
            {
                await stage.Grains.GetGrain<ICounter>($"complaint-{grain}").Count();
            }
        });
        var after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"bytes per idle activation, its key and its own fields included: {(after - before) / Grains}");
    });

    private static async Task Call(Stage stage, string key, int times)
    {
        await Task.Yield();
        var grain = stage.Grains.GetGrain<ICounter>(key);
        for (var call = 0; call < times; call++)
        {
            await grain.Count();
        }
    }

    private async Task Report(string what, int times, Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var began = Stopwatch.GetTimestamp();
        var cpu = process.TotalProcessorTime;
        await work();
        var elapsed = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;
        output.WriteLine($"{what}: {times / elapsed.TotalSeconds:N0}/s, {times / used.TotalSeconds:N0} per second of one core");
    }
}
