using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>
/// A server starts on what a power cut left. Whoever had no answer before it asks again; then all of it must hold, and
/// what was answered before must have the same answer.
/// </summary>
internal static class AfterTheCut
{
    public static async Task Everything_holds(Cut cut, IReadOnlyList<Filing> recorded, SmallProvince province)
    {
        var data = Path.Combine(cut.Folder, "data");
        try
        {
            await using (var server = await ServerProcess.Started(new Launch { Data = data, Settings = province.Settings }))
            {
                await using var screen = new BoardClient(server, "province");
                using var door = new DoorOf(server.Address);
                var filings = await Task.WhenAll(recorded.Select(filing => Again(filing, cut.Answered, door)));
                var aftermath = await Aftermath.Of(door, filings, screen);
                await aftermath.Everything_holds(door, screen);
                await server.Kill9();
            }

            Assert.Equal("ok", SqliteFile.Integrity(Path.Combine(data, "monitoring.db")));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"What the power cut left does not hold ({cut}).", e);
        }
    }

    private static async Task<Filing> Again(Filing recorded, IReadOnlySet<string> answered, DoorOf door)
    {
        var filing = new Filing(recorded.Key, recorded.Body, recorded.DueAt);
        if (recorded.Answer is not null && answered.Contains(recorded.Filed.Id))
        {
            filing.Answer = recorded.Answer;
            return filing;
        }

        var answer = await door.File(filing.Body, filing.Key);
        switch (answer.Status)
        {
            case 201:
                filing.Answer = answer.Body;
                break;
            case 422 when filing.DueAt < DateTimeOffset.UtcNow:
                filing.Refused = true;
                break;
            default:
                throw new InvalidOperationException($"{filing.Key} was answered {answer}");
        }

        return filing;
    }
}
