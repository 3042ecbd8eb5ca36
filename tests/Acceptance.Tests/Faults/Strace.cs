using System.Diagnostics;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>The tracer of system calls, where it is there and may trace.</summary>
internal static class Strace
{
    /// <summary>Why nothing can be traced here; null if it can.</summary>
    public static string? WhyNot { get; } = Look();

    private static string? Look()
    {
        try
        {
            using var tracer = Process.Start(
                new ProcessStartInfo("strace", ["-D", "--seccomp-bpf", "-f", "-e", "trace=openat", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            var said = tracer.StandardError.ReadToEnd();
            tracer.WaitForExit();
            return tracer.ExitCode == 0 && said.Length == 0 ? null : "strace may not trace here: " + said.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Install strace (the Debian package strace).";
        }
    }
}

/// <summary>A test that needs the calls of the server. Where they cannot be seen it counts as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TracedFactAttribute : FactAttribute
{
    public TracedFactAttribute() => Skip = Strace.WhyNot;
}

/// <inheritdoc cref="TracedFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TracedTheoryAttribute : TheoryAttribute
{
    public TracedTheoryAttribute() => Skip = Strace.WhyNot;
}
