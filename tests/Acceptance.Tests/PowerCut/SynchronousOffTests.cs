using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>The test of the test: a server that does not sync must be found out.</summary>
public sealed class SynchronousOffTests(ITestOutputHelper output)
{
    private const int Filed = 40;

    [TracedFact]
    public async Task With_synchronous_off_answers_leave_too_early_and_a_power_cut_loses_them()
    {
        using var silo = new PlantedSilo("PRAGMA synchronous = FULL;", "PRAGMA synchronous = OFF ;");
        using var province = new SmallProvince();
        using var recorder = new Recorder();
        await using var server = new ServerProcess(new Launch { Settings = province.Settings, Within = recorder.Line })
        {
            Executable = silo.Executable,
        };
        await server.Start();
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        load.Allow(Filed);
        var filings = await load.Settle();
        await server.Kill9();
        using var cuts = new PowerCuts(Path.GetDirectoryName(server.Data)!, await recorder.Read(server.Run.Id));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => cuts.AnswersAfterTheirSync());
        var cut = cuts.AtTheEnd();
        cuts.Carry([cut]);
        var lost = await Assert.ThrowsAsync<InvalidOperationException>(() => AfterTheCut.Everything_holds(cut, filings, province));

        output.WriteLine($"Found out: {lost.InnerException!.Message.Split('\n')[0]}");
    }
}
