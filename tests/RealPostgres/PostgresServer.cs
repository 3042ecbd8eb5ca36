using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Monitoring.RealPostgres;

/// <summary>
/// A real PostgreSQL server in a temporary folder, as durable as one in service. It is gone when it is disposed, and also
/// when the process that started it ends, however it ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "monitoring";

    private const string Loopback = "127.0.0.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Lazy<(PostgresProgram? Found, string? WhyNot)> Programs = new(PostgresProgram.Find);

    private static readonly Lazy<PostgresServer> OfThisProcess = new(() => Start());

    private readonly PostgresProgram _program;
    private readonly string _address;
    private readonly string _folder;
    private readonly Process _caretaker;
    private int _databases;

    private PostgresServer(PostgresProgram program, string address, int port)
    {
        (_program, _address, Port) = (program, address, port);
        _folder = Directory.CreateTempSubdirectory("monitoring-pg-").FullName;
        program.Own(_folder);
        _caretaker = Caretaker.Start(_folder, program.Line("pg_ctl", "stop", "-D", Data, "-m", "immediate"));
    }

    /// <summary>Why no server can be had here, in one line; null if one can.</summary>
    public static string? WhyNot => Programs.Value.WhyNot;

    /// <summary>One for all tests of a process that need nothing but a database of their own. Nobody stops it.</summary>
    public static PostgresServer Shared => OfThisProcess.Value;

    /// <summary>The folder of the server's programs, <c>pgbench</c> among them.</summary>
    public static string Programme => Programs.Value.Found!.Folder;

    public int Port { get; }

    /// <summary>What the server has said since its first start.</summary>
    public string Log => File.ReadAllText(LogFile);

    private string Data => Path.Combine(_folder, "data");

    private string LogFile => Path.Combine(_folder, "log");

    /// <summary>Starts a server of one's own.</summary>
    /// <param name="address">Where it listens, beside the loopback: another address for callers with network namespaces.</param>
    /// <param name="clients">Whom it lets in without a password.</param>
    /// <param name="settings">Settings of the server, as in <c>("fsync", "off")</c>.</param>
    /// <exception cref="InvalidOperationException">None can be had; see <see cref="WhyNot"/>.</exception>
    public static PostgresServer Start(
        string address = Loopback, string clients = "127.0.0.1/32", params (string Name, string Value)[] settings)
    {
        var program = Programs.Value.Found ?? throw new InvalidOperationException(WhyNot);
        var server = new PostgresServer(program, address, FreePort.Take());
        try
        {
            server.Prepare(clients, settings);
            server.StartAgain();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _address,
        Port = Port,
        Username = User,
        Database = database,
    }.ConnectionString;

    /// <summary>Creates an empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public string CreateDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"monitoring_{Interlocked.Increment(ref _databases)}");
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var create = connection.CreateCommand();
#pragma warning disable CA2100 // the name is a number
        create.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        create.ExecuteNonQuery();
        return ConnectionString(name);
    }

    public void Stop(PostgresStop how) =>
        Command.Run(_program.Line(
            "pg_ctl", "stop", "-D", Data, "-w", "-m", how == PostgresStop.Fast ? "fast" : "immediate"));

    /// <summary>Starts it on the same port, after it was stopped or killed; returns when it lets callers in.</summary>
    public void StartAgain()
    {
        try
        {
            Command.Run(_program.Line("pg_ctl", "start", "-D", Data, "-w", "-l", LogFile));
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"{e.Message}{(File.Exists(LogFile) ? Log : "")}", e);
        }
    }

    /// <summary>
    /// Kills the server as a crash would. Its children notice by themselves; this returns when the last is gone, because a
    /// new server does not start beside the children of the old one.
    /// </summary>
    public void KillNine()
    {
        var file = File.ReadLines(Path.Combine(Data, "postmaster.pid"));
        var server = int.Parse(file.First(), CultureInfo.InvariantCulture);
        var family = Children.Of(server);
        using (var process = Process.GetProcessById(server))
        {
            process.Kill();
        }

        foreach (var member in family.Prepend(server))
        {
            Children.WaitForEnd(member, Patience);
        }
    }

    /// <summary>Stops it at once and deletes its folder.</summary>
    public void Dispose() => Caretaker.Dismiss(_caretaker);

    private void Prepare(string clients, (string Name, string Value)[] settings)
    {
        Command.Run(_program.Line(
            "initdb", "-D", Data, "-A", "trust", "-U", User, "--no-sync", "-E", "UTF8", "--locale=C"));
        File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), $"\nhost all all {clients} trust\n");
        (string Name, string Value)[] own =
        [
            ("listen_addresses", _address == Loopback ? Loopback : $"{Loopback},{_address}"),
            ("port", Port.ToString(CultureInfo.InvariantCulture)),
            ("unix_socket_directories", _folder),
            ("max_connections", "200"),
            ("fsync", "on"),
        ];

        // the last line of a name counts, so a caller's setting is stronger
        File.AppendAllLines(
            Path.Combine(Data, "postgresql.conf"),
            own.Concat(settings).Select(setting => $"{setting.Name} = '{setting.Value}'"));
    }
}
