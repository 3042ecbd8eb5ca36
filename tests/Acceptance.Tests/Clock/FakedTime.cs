using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Clock;

/// <summary>The wall clock of a server, in the test's hands. Its steady clock goes on as it does.</summary>
internal sealed class FakedTime : IDisposable
{
    private readonly TempFolder _folder = new();

    public FakedTime() => Show("+0");

    /// <summary>Why no clock can be set here; null if one can.</summary>
    public static string? WhyNot => Library is null ? "Install faketime (the Debian package faketime)." : null;

    /// <summary>What the server is started with.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("LD_PRELOAD", Library!),
        ("FAKETIME_TIMESTAMP_FILE", Shown),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];

    private static string? Library { get; } =
        new[] { "/usr/lib", "/usr/lib64" }
            .Where(Directory.Exists)
            .SelectMany(lib => Directory.EnumerateDirectories(lib, "*", new EnumerationOptions { IgnoreInaccessible = true }))
            .Select(lib => Path.Combine(lib, "faketime", "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists);

    private string Shown => _folder.File("clock");

    /// <summary>Moves the clock at once: <c>+30d</c>, <c>+0</c>.</summary>
    public void Show(string offset)
    {
        // whole at every instant: the server may read it while it is written
        File.WriteAllText(Shown + ".new", offset + "\n");
        File.Move(Shown + ".new", Shown, overwrite: true);
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>A test that sets the server's clock. Where that cannot be done it counts as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FakedTimeFactAttribute : FactAttribute
{
    public FakedTimeFactAttribute() => Skip = FakedTime.WhyNot;
}
