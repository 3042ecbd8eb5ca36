using System.Diagnostics;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>Another program, carried out to its end.</summary>
internal static class Command
{
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static void Run(IReadOnlyList<string> line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(' ', line)} ended with {process.ExitCode}: {output.GetAwaiter().GetResult()}{errors}");
        }
    }
}
