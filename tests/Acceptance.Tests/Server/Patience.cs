namespace Monitoring.Acceptance.Tests.Server;

/// <summary>How long to wait for what must happen. Reached only when it does not: no test measures time with it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for a task; a wait in vain says for what.</summary>
    public static async Task<T> For<T>(this Task<T> task, Func<string> what)
    {
        try
        {
            return await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain for {what()}.");
        }
    }

    /// <inheritdoc cref="For{T}(Task{T}, Func{string})"/>
    public static Task<T> For<T>(this Task<T> task, string what) => task.For(() => what);

    /// <inheritdoc cref="For{T}(Task{T}, Func{string})"/>
    public static async Task For(this Task task, Func<string> what)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain for {what()}.");
        }
    }

    /// <inheritdoc cref="For{T}(Task{T}, Func{string})"/>
    public static Task For(this Task task, string what) => task.For(() => what);

    /// <summary>Asks until the answer is yes.</summary>
    public static Task Until(string what, Func<Task<bool>> ask) => Asking(ask).For(what);

    /// <inheritdoc cref="Until(string, Func{Task{bool}})"/>
    public static Task Until(Func<string> what, Func<Task<bool>> ask) => Asking(ask).For(what);

    /// <summary>The same, for as long as it takes.</summary>
    public static async Task Asking(Func<Task<bool>> ask)
    {
        using var timer = new PeriodicTimer(AskEvery);
        while (!await ask())
        {
            await timer.WaitForNextTickAsync();
        }
    }
}
