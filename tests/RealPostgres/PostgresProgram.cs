using System.Globalization;

namespace Monitoring.RealPostgres;

/// <summary>Where the server's programs are, and as whom they can be run.</summary>
public sealed class PostgresProgram
{
    /// <summary>Debian keeps each version's programs here, and not on the PATH.</summary>
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The server refuses to run as root; Debian's package brings this user for it.</summary>
    private const string ServerUser = "postgres";

    private readonly bool _asServerUser = Environment.IsPrivilegedProcess;

    private PostgresProgram(string folder) => Folder = folder;

    /// <summary>The folder of <c>postgres</c>, <c>initdb</c>, <c>pg_ctl</c> and <c>pgbench</c>.</summary>
    public string Folder { get; }

    /// <summary>Looks for the programs.</summary>
    /// <returns>The programs, or null and the reason in one line.</returns>
    public static (PostgresProgram? Found, string? WhyNot) Find()
    {
        if ((OnPath() ?? NewestOfDebian()) is not { } folder)
        {
            return (null, $"PostgreSQL's server is not installed (no initdb on the PATH, none in {Debian}).");
        }

        var program = new PostgresProgram(folder);
        if (!program._asServerUser)
        {
            return (program, null);
        }

        return File.ReadLines("/etc/passwd").Any(line => line.StartsWith(ServerUser + ":", StringComparison.Ordinal))
            ? (program, null)
            : (null, $"PostgreSQL does not run as root, and there is no user {ServerUser} to run it as.");
    }

    /// <summary>Gives a folder to whoever runs the server.</summary>
    public void Own(string folder)
    {
        if (_asServerUser)
        {
            Command.Run(["chown", ServerUser, folder]);
        }
    }

    /// <summary>The command line that carries out one of the programs as whoever runs the server.</summary>
    public IReadOnlyList<string> Line(string program, params IEnumerable<string> arguments)
    {
        string[] line = [Path.Combine(Folder, program), .. arguments];
        return _asServerUser ? ["runuser", "-u", ServerUser, "--", .. line] : line;
    }

    private static string? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => new FileInfo(Path.Combine(folder, "initdb")))
            .Where(file => file.Exists)
            // the others lie beside what the link leads to
            .Select(file => Path.GetDirectoryName((file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName))
            .FirstOrDefault(HasServer);

    private static string? NewestOfDebian() =>
        !Directory.Exists(Debian)
            ? null
            : Directory.GetDirectories(Debian)
                .OrderByDescending(version => int.TryParse(
                    Path.GetFileName(version), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(HasServer);

    private static bool HasServer(string? folder) =>
        folder is not null && File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
}
