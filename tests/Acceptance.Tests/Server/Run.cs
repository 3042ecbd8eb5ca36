using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>One run of the executable: from its start until it has ended, by itself or told to.</summary>
internal sealed partial class Run : IDisposable
{
    private readonly Process _process;
    private readonly IDisposable _promise;
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Run(Process process, Action<string> said)
    {
        _process = process;
        _promise = Undertaker.Promise(string.Create(CultureInfo.InvariantCulture, $"kill -9 {process.Id}"));
        process.OutputDataReceived += (_, line) => Hear(line.Data, said);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, said);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = End();
    }

    /// <summary>Completes with its first line: it runs, and is not ready yet.</summary>
    public Task Speaking => _spoke.Task;

    /// <summary>The address that it said it listens on.</summary>
    public Task<Uri> Announced => _announced.Task;

    /// <summary>Completes when its end has begun: just before it is told to end, else when it has ended.</summary>
    public Task Ending => _ending.Task;

    /// <summary>Its exit code.</summary>
    public Task<int> Ended { get; }

    /// <summary>Its id, for whoever looks at it from outside.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it was told to end.</summary>
    public bool WasTold { get; private set; }

    public static Run Start(ProcessStartInfo start, Action<string> said)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return new Run(Process.Start(start)!, said);
    }

    /// <summary>Whoever is cut off from now on knows why.</summary>
    public void IsTold()
    {
        WasTold = true;
        _ending.TrySetResult();
    }

    /// <summary>SIGKILL, and nothing else.</summary>
    public void Kill9()
    {
        // it may have ended by itself meanwhile
        if (!Ended.IsCompleted)
        {
            _process.Kill();
        }
    }

    public async Task Send(string signal)
    {
        string[] arguments = ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)];
        using var kill = Process.Start("kill", arguments);
        await kill.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> End()
    {
        await _process.WaitForExitAsync();
        _promise.Dispose();
        var code = _process.ExitCode;
        _ending.TrySetResult();
        return code;
    }

    private void Hear(string? line, Action<string> said)
    {
        if (line is null)
        {
            return;
        }

        said(line);
        _spoke.TrySetResult();
        if (AnAddress().Match(line) is { Success: true } found)
        {
            _announced.TrySetResult(new Uri(found.Value));
        }
    }

    [GeneratedRegex(@"http://\d+\.\d+\.\d+\.\d+:\d+")]
    private static partial Regex AnAddress();
}
