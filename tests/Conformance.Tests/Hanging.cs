namespace Monitoring.Conformance.Tests;

/// <summary>A story that waits in vain says how far it came.</summary>
internal static class Hanging
{
    // only ever waited for by a story that has gone wrong
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(120);

    public static async Task WithoutHanging(this Task task, Witness witness)
    {
        using var over = new CancellationTokenSource();
        await Task.WhenAny(task, Task.Delay(HangsAfter, over.Token));
        over.Cancel();
        Assert.True(task.IsCompleted, $"It hangs. So far: {string.Join("; ", witness.Heard)}");
        await task;
    }
}
