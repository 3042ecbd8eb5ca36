using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>
/// The real executable on one folder and one port, which may be started, killed, stopped, frozen and started again.
/// Whatever the test does, no process and no folder is left behind.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string AdminKey = "acceptance-tests-admin-key";

    private const int KeptLines = 400;

    /// <summary>It answers within two seconds, be it with a no.</summary>
    private static readonly TimeSpan HealthWithin = TimeSpan.FromSeconds(5);

    private readonly Launch _launch;
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = HealthWithin };
    private readonly ConcurrentQueue<string> _said = new();
    private readonly int _port = FreePort.Take();
    private readonly Lock _lock = new();

    private Run? _run;
    private TaskCompletionSource<Run> _ready = Signal();

    public ServerProcess(params (string Name, string Value)[] settings)
        : this(new Launch { Settings = settings })
    {
    }

    public ServerProcess(Launch launch) => _launch = launch;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://{_launch.Address}:{_port}"));

    /// <summary>What is started, from the next start on.</summary>
    public string Executable { get; set; } = Places.Silo;

    /// <summary>Settings that come on top, from the next start on.</summary>
    public IReadOnlyList<(string Name, string Value)> Also { get; set; } = [];

    /// <summary>The folder of the store and the keys.</summary>
    public string Data => _launch.Data ?? _folder.File("data");

    /// <summary>The run that has opened the door and, as far as is known here, not closed it; null: the door is closed.</summary>
    public Run? Up => Volatile.Read(ref _ready).Task is { IsCompletedSuccessfully: true } up ? up.Result : null;

    /// <summary>The last start.</summary>
    public Run Run => _run ?? throw new InvalidOperationException("It was not started yet.");

    public static Task<ServerProcess> Started(params (string Name, string Value)[] settings) =>
        Started(new Launch { Settings = settings });

    public static async Task<ServerProcess> Started(Launch launch)
    {
        var server = new ServerProcess(launch);
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
        string[] line =
        [
            .. _launch.Within,
            "dotnet", Executable, "--data", Data, "--address", _launch.Address.ToString(),
            "--port", _port.ToString(CultureInfo.InvariantCulture),
            .. _launch.Options,
        ];
        var start = new ProcessStartInfo(line[0], line.Skip(1)) { WorkingDirectory = _folder.Path };
        start.Environment["Bootstrap__AdminKey"] = AdminKey;
        foreach (var (name, value) in _launch.Settings.Concat(Also))
        {
            start.Environment[name] = value;
        }

        var before = _run;
        _run = Run.Start(start, Keep);
        before?.Dispose();
        _ = IsDownAfter(_run);
    }

    /// <summary>Waits until what was spawned last is ready.</summary>
    public Task BecomeReady() => BecomeReady(Run).For(() => $"{Address} being ready." + Said());

    /// <summary>Waits for the address on its output, then for its health; without end, unless this run ends.</summary>
    public async Task BecomeReady(Run run)
    {
        await Task.WhenAny(run.Announced, run.Ending);
        Check(!run.Ending.IsCompleted, "The server ended while it started.");
        Check(await run.Announced == Address, $"The server does not listen on {Address}.");
        await Patience.Asking(async () => run.Ending.IsCompleted || await IsReady());
        lock (_lock)
        {
            Check(!run.Ending.IsCompleted, "The server ended before it was ready.");
            _ready.TrySetResult(run);
        }
    }

    /// <summary>Completes when the server is up; anew after each end.</summary>
    public Task<Run> WhenReady(CancellationToken cancellation) => Volatile.Read(ref _ready).Task.WaitAsync(cancellation);

    /// <summary>Completes with the first line of this start: the process runs, and is not ready yet.</summary>
    public Task WhenItSpeaks() => Run.Speaking.For("the server's first line");

    /// <summary>SIGKILL, and nothing else.</summary>
    public async Task Kill9()
    {
        var run = IsTold();
        run.Kill9();
        await Ended(run);
    }

    /// <summary>SIGTERM; the answer is the exit code, later.</summary>
    public async Task<int> Terminate()
    {
        var run = IsTold();
        await run.Send("TERM");
        return await Ended(run);
    }

    /// <summary>SIGSTOP: its connections stand, and nothing comes out of them.</summary>
    public Task Freeze() => Run.Send("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Thaw() => Run.Send("CONT");

    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Its last lines, for a message.</summary>
    public string Said() => Environment.NewLine + string.Join(Environment.NewLine, _said.TakeLast(20));

    public async ValueTask DisposeAsync()
    {
        if (_run is { Ended.IsCompleted: false })
        {
            await Kill9();
        }

        _run?.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private static TaskCompletionSource<Run> Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task IsDownAfter(Run run)
    {
        await run.Ending;
        NoLongerReady(run);
    }

    private Run IsTold()
    {
        var run = Run;
        run.IsTold();
        NoLongerReady(run);
        return run;
    }

    /// <summary>Who waits for a server that never became ready goes on waiting for the next.</summary>
    private void NoLongerReady(Run run)
    {
        lock (_lock)
        {
            if (Up == run)
            {
                _ready = Signal();
            }
        }
    }

    private Task<int> Ended(Run run) => run.Ended.For(() => "the server's end." + Said());

    private void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise + Said());
        }
    }

    private void Keep(string line)
    {
        _said.Enqueue(line);
        while (_said.Count > KeptLines && _said.TryDequeue(out _))
        {
        }
    }
}
