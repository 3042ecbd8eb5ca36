using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>
/// The real executable on one folder and one port, which may be started, killed, stopped, frozen and started again.
/// Whatever the test does, no process and no folder is left behind.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    public const string AdminKey = "acceptance-tests-admin-key";

    private const int KeptLines = 400;

    private static readonly ConcurrentDictionary<Process, bool> Running = new();

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _settings;
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly int _port = FreePort.Take();

    private int _kills;
    private Process? _process;
    private TaskCompletionSource _ready = Signal();
    private TaskCompletionSource<Uri> _announced = new();
    private TaskCompletionSource _spoke = Signal();

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys)
        {
            process.Kill();
        }
    };

    public ServerProcess(params (string Name, string Value)[] settings) =>
        _settings = settings.ToDictionary(s => s.Name, s => s.Value);

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    /// <summary>How often it was killed: counted before the signal, and after those who wait for it were told to.</summary>
    public int Kills => Volatile.Read(ref _kills);

    /// <summary>The folder of the store and the keys.</summary>
    public string Data => _folder.File("data");

    public static async Task<ServerProcess> Started(params (string Name, string Value)[] settings)
    {
        var server = new ServerProcess(settings);
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the executable and waits until it says that it is ready.</summary>
    public async Task Start()
    {
        Spawn();
        await BecomeReady();
    }

    /// <summary>Starts the executable and does not wait.</summary>
    public void Spawn()
    {
        _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _spoke = Signal();
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Places.Silo, "--data", Data, "--port", _port.ToString(CultureInfo.InvariantCulture),
            },
        };
        start.Environment["Bootstrap__AdminKey"] = AdminKey;
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        Running[_process] = true;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits for the address on its output, then for its health.</summary>
    public async Task BecomeReady()
    {
        var process = _process!;
        var ended = process.WaitForExitAsync();
        await Task.WhenAny(_announced.Task, ended).For("the server's address on its output." + Said());
        Assert.False(ended.IsCompleted, "The server ended while it started." + Said());
        Assert.Equal(Address, await _announced.Task);
        await Patience.Until("/health/ready" + Said(), async () => ended.IsCompleted || await IsReady());
        Assert.False(ended.IsCompleted, "The server ended before it was ready." + Said());
        _ready.TrySetResult();
    }

    /// <summary>Completes when the server is up; anew after each kill.</summary>
    public Task WhenReady(CancellationToken cancellation) => Volatile.Read(ref _ready).Task.WaitAsync(cancellation);

    /// <summary>Completes with the first line of this start: the process runs, and is not ready yet.</summary>
    public Task WhenItSpeaks() => _spoke.Task.For("the server's first line");

    /// <summary>SIGKILL, and nothing else.</summary>
    public async Task Kill9()
    {
        IsDown();
        Interlocked.Increment(ref _kills);
        _process!.Kill();
        await Ended();
    }

    /// <summary>SIGTERM; the answer is the exit code, later.</summary>
    public async Task<int> Terminate()
    {
        IsDown();
        await SendSignal("TERM");
        return await Ended();
    }

    /// <summary>SIGSTOP: its connections stand, and nothing comes out of them.</summary>
    public Task Freeze() => SendSignal("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Thaw() => SendSignal("CONT");

    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Its last lines, for a message.</summary>
    public string Said() => Environment.NewLine + string.Join(Environment.NewLine, _said.TakeLast(20));

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Kill9();
        }

        _process?.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who waits for a server that never became ready goes on waiting for the next.</summary>
    private void IsDown()
    {
        if (_ready.Task.IsCompleted)
        {
            Volatile.Write(ref _ready, Signal());
        }
    }

    private async Task SendSignal(string signal)
    {
        string[] arguments = ["-" + signal, _process!.Id.ToString(CultureInfo.InvariantCulture)];
        using var kill = Process.Start("kill", arguments);
        await kill.WaitForExitAsync();
    }

    private async Task<int> Ended()
    {
        var process = _process!;
        await process.WaitForExitAsync().For("the server's end." + Said());
        Running.TryRemove(process, out _);
        return process.ExitCode;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        while (_said.Count > KeptLines && _said.TryDequeue(out _))
        {
        }

        _spoke.TrySetResult();
        if (AnAddress().Match(line) is { Success: true } found)
        {
            _announced.TrySetResult(new Uri(found.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AnAddress();
}
