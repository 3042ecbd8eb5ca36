using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.KillNine;
using Monitoring.Acceptance.Tests.Server;
using Monitoring.RealPostgres;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Moving;

/// <summary>A database written under one engine serves the other, both ways, however the one before ended.</summary>
public sealed class MovingTests(ITestOutputHelper output)
{
    private static readonly int Moves = Asked.Number("MOVES", 4);

    [MovingFact]
    public Task A_folder_goes_from_engine_to_engine() => Move(new Launch());

    [MovingFact(OnPostgres = true)]
    public Task A_database_goes_from_engine_to_engine() =>
        Move(new Launch { Options = ["--db", PostgresServer.Shared.CreateDatabase()] });

    private async Task Move(Launch launch)
    {
        Mover? mover = null;
        await KillNineTests.KillOn(launch, Moves, output, server => mover = new Mover(server));
        output.WriteLine($"{mover!.ToEmbedded} starts on Embedded, {mover.ToOrleans} on Microsoft Orleans after the first.");
        Assert.True(mover is { ToEmbedded: > 0, ToOrleans: > 0 }, "It did not go both ways.");
    }
}
