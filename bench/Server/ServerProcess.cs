using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Monitoring.Bench.Server;

/// <summary>The real server, started as <c>./run</c> starts it, on a free port and a folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>A key for as long as this server lives; it guards nothing but the bench's own complaints.</summary>
    public const string Key = "bench-key-of-this-run-only";

    private const int LastLines = 40;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ServerProcess(Process process, int port, TimeProvider clock)
    {
        (_process, Port) = (process, port);
        Use = new ProcessUse(process, clock);
        Http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>What it takes of the machine.</summary>
    public ProcessUse Use { get; }

    /// <summary>For what is asked now and then; filing has cheaper connections of its own.</summary>
    public HttpClient Http { get; }

    /// <summary>How long it took from the start of the process until it said that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>
    /// Starts it and waits until it is ready. Settings beyond the defaults are environment variables
    /// (<c>Section__Key</c>).
    /// </summary>
    public static async Task<ServerProcess> Start(
        Place place, string data, TimeProvider clock, CancellationToken stop, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            WorkingDirectory = place.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] args = [place.Server, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data];
        Array.ForEach(args, start.ArgumentList.Add);
        start.Environment["Bootstrap__AdminKey"] = Key;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var startedAt = clock.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, port, clock);
        try
        {
            await server.UntilReady(clock, startedAt, stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes it down as a crash would: nothing is flushed, nothing is said.</summary>
    public async Task Crash()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", _process.Id.ToString(CultureInfo.InvariantCulture));
            using var patience = new CancellationTokenSource(StopsWithin);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }

    private async Task UntilReady(TimeProvider clock, long startedAt, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (_process.HasExited)
            {
                throw new InvalidOperationException("The server ended at once:\n" + string.Join('\n', _lines));
            }

            if (clock.GetElapsedTime(startedAt) > ReadyWithin)
            {
                throw new TimeoutException($"The server was not ready within {ReadyWithin}:\n" + string.Join('\n', _lines));
            }

            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    ReadyAfter = clock.GetElapsedTime(startedAt);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // it does not listen yet
            }

            await Task.Delay(AskEvery, clock, stop);
        }
    }

    /// <summary>Both streams must be drained, or the server would wait for us. Its last words help when it fails.</summary>
    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (_lines.Count > LastLines)
        {
            _lines.TryDequeue(out _);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
