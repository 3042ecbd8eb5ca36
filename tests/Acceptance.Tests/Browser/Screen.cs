using System.Diagnostics;
using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Browser;

/// <summary>A real browser that shows the wall, driven by <c>screen.mjs</c>.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly string Scripts = Path.Combine(Places.Tree, "tests", "Acceptance.Tests", "Browser");
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);

    private readonly Process _node;
    private readonly Task<string> _complaints;

    private Screen(Process node) => (_node, _complaints) = (node, node.StandardError.ReadToEndAsync());

    public static async Task<Screen> Open(Uri server, params string[] options)
    {
        await Install();
        var screen = new Screen(Process.Start(new ProcessStartInfo("node", ["screen.mjs", Places.Screens])
        {
            WorkingDirectory = Scripts,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        await screen.Show(server, options);
        return screen;
    }

    /// <summary>Opens the printed address in a new tab.</summary>
    public async Task Show(Uri server, params string[] options)
    {
        var opened = await Ask(["open", new Uri(server, "/wall#key=" + ServerProcess.AdminKey).ToString(), .. options]);
        Assert.DoesNotContain(ServerProcess.AdminKey, (string)opened["address"]!, StringComparison.Ordinal);
    }

    /// <summary>Gives a command and reads what was seen.</summary>
    public async Task<JsonObject> Ask(params string[] command)
    {
        await _node.StandardInput.WriteLineAsync(string.Join(' ', command));
        await _node.StandardInput.FlushAsync();
        var line = await _node.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit + Patience.Limit)
            ?? throw new InvalidOperationException("The browser ended: " + await _complaints);
        var seen = JsonNode.Parse(line)!.AsObject();
        return seen["error"] is { } error ? throw new InvalidOperationException($"The screen: {error}") : seen;
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        try
        {
            await _node.WaitForExitAsync().For("the browser's end");
        }
        finally
        {
            _node.Kill(entireProcessTree: true);
            _node.Dispose();
        }
    }

    private static async Task Install()
    {
        if (Directory.Exists(Path.Combine(Scripts, "node_modules")))
        {
            return;
        }

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Scripts,
        })!;
        await npm.WaitForExitAsync().WaitAsync(InstallLimit);
        Assert.Equal(0, npm.ExitCode);
    }
}
