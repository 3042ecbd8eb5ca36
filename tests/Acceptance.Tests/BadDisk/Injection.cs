using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.BadDisk;

/// <summary>Makes calls of a running server fail, as if its disk had: the tracer is attached, and let go again.</summary>
internal sealed partial class Injection : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _tracer;
    private readonly IDisposable _promise;
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Injection(int server, string call, string error, string when)
    {
        // the write-ahead log and the database file, and no other descriptor, are written by position
        _tracer = Process.Start(new ProcessStartInfo(
            "strace",
            [
                "-f", "-o", Log, "-e", "trace=" + call, "-e", "signal=none", "-e", $"inject={call}:error={error}:when={when}",
                "-p", server.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardError = true,
        })!;
        _promise = Undertaker.Promise(string.Create(CultureInfo.InvariantCulture, $"kill -INT {_tracer.Id}"));
        _tracer.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("attached", StringComparison.Ordinal) == true)
            {
                _attached.TrySetResult();
            }
        };
        _tracer.BeginErrorReadLine();
    }

    private string Log => _folder.File("calls");

    /// <param name="server">The process.</param>
    /// <param name="call">Which calls fail.</param>
    /// <param name="error">With what, as in <c>EIO</c>.</param>
    /// <param name="when">Which of them, counted in each thread: <c>2</c>, <c>1..3</c>, or <c>1+</c> for all.</param>
    public static async Task<Injection> Into(int server, string call, string error, string when)
    {
        var injection = new Injection(server, call, error, when);
        await injection._attached.Task.For("the tracer to be attached");
        return injection;
    }

    /// <summary>Waits until so many calls have failed.</summary>
    public Task Happened(int times, Func<string> otherwise) =>
        Patience.Until(() => $"{times} failed calls; {otherwise()}", () => Task.FromResult(Count() >= times));

    /// <summary>How many calls have failed so far.</summary>
    public int Count()
    {
        using var file = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return AnInjected().Count(reader.ReadToEnd());
    }

    public async ValueTask DisposeAsync()
    {
        using (var stop = Process.Start("kill", ["-INT", _tracer.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
        }

        await _tracer.WaitForExitAsync().For("the tracer to let go");
        _promise.Dispose();
        _tracer.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"\(INJECTED\)")]
    private static partial Regex AnInjected();
}
