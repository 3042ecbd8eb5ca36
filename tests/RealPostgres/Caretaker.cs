using System.Diagnostics;

namespace Monitoring.RealPostgres;

/// <summary>
/// A small process beside each server that waits for the end of a pipe, then stops the server and deletes its folder. The
/// pipe ends when the server is disposed, and when the process that holds it dies of whatever cause.
/// </summary>
internal static class Caretaker
{
    // an interrupt from the keyboard goes to everybody; this one has work to do after it
    private const string Script =
        """trap "" INT HUP TERM; cat >/dev/null; "$@" >/dev/null 2>&1; rm -rf "$0" """;

    public static Process Start(string folder, IReadOnlyList<string> stop) =>
        Command.Start(["sh", "-c", Script, folder, .. stop]);

    public static void Dismiss(Process caretaker)
    {
        caretaker.StandardInput.Close();
        caretaker.WaitForExit();
        caretaker.Dispose();
    }
}
