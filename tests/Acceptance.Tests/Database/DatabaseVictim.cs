using Monitoring.Acceptance.Tests.Faults;
using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Database;

/// <summary>A database that is restarted, as for an update, or crashes.</summary>
internal sealed class DatabaseVictim(PostgresServer database, Random chance) : IVictim
{
    public int Crashes { get; private set; }

    public int Restarts { get; private set; }

    // not on another thread: what happens after this moment must find no time
    public Task Strike()
    {
        if (chance.Next(2) == 0)
        {
            Restarts++;
            database.Stop(PostgresStop.Fast);
        }
        else
        {
            Crashes++;
            database.KillNine();
        }

        return Task.CompletedTask;
    }

    public async Task StrikeWhileItGetsUp()
    {
        // whoever waited for it has just begun to connect
        await GetUp();
        Crashes++;
        database.KillNine();
    }

    public Task GetUp() => Task.Run(database.StartAgain);
}
