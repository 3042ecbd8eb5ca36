using Microsoft.Extensions.Logging;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;

namespace Monitoring.Silo.Tests.Storage.Postgres;

/// <summary>Too few connections are told when a process starts, not when some request is refused one.</summary>
public sealed class ConnectionRoomTests
{
    [Theory]
    [InlineData("45", "", true)]
    [InlineData("50", "", false)]
    [InlineData("45", ";Maximum Pool Size=6", false)]
    [InlineData("35", ";Maximum Pool Size=6", true)]
    public async Task Who_starts_where_the_server_gives_too_few_connections_says_how_many_it_takes(
        string most, string setting, bool told)
    {
        using var server = PostgresServer.Start(settings: [("max_connections", most)]);
        using var logs = new Heard();

        await using (await PostgresStore.Open(server.CreateDatabase() + setting, logs, TimeProvider.System))
        {
        }

        Assert.Equal(told, logs.Lines.Exists(line => line.Contains("max_connections", StringComparison.Ordinal)));
    }

    private sealed class Heard : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
