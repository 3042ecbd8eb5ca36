using System.Diagnostics;

namespace Monitoring.RealPostgres;

/// <summary>Another program, carried out to its end.</summary>
internal static class Command
{
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static string Run(IReadOnlyList<string> line)
    {
        using var process = Start(line);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', line)} ended with {process.ExitCode}: {output}");
    }

    public static Process Start(IReadOnlyList<string> line) =>
        Process.Start(new ProcessStartInfo(line[0], line.Skip(1))
        {
            // the server's user may not be allowed into the folder of whoever runs the tests
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
