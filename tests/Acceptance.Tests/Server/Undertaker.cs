using System.Diagnostics;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>
/// Cleans up after this process, however it ends: a shell beside it waits for the end of a pipe, then carries out what
/// was promised and not taken back, the latest first.
/// </summary>
internal static class Undertaker
{
    // an interrupt from the keyboard goes to everybody; this one has work to do after it
    private const string Script =
        """
        trap "" INT HUP TERM
        while read -r number command; do
          if [ "$command" ]; then left[number]=$command; else unset "left[number]"; fi
        done
        for number in $(printf '%s\n' "${!left[@]}" | sort -rn); do eval "${left[number]}"; done >/dev/null 2>&1
        """;

    private static readonly Process Shell = Process.Start(new ProcessStartInfo("bash", ["-c", Script])
    {
        WorkingDirectory = "/",
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static int Last;

    /// <summary>Promises a command of the shell; it is taken back by disposing, when the work was done in time.</summary>
    public static IDisposable Promise(string command)
    {
        var number = Interlocked.Increment(ref Last);
        Tell($"{number} {command}");
        return new TakenBack(number);
    }

    private static void Tell(string line)
    {
        lock (Shell)
        {
            Shell.StandardInput.WriteLine(line);
            Shell.StandardInput.Flush();
        }
    }

    private sealed class TakenBack(int number) : IDisposable
    {
        public void Dispose() => Tell($"{number}");
    }
}
