using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Herd;

/// <summary>B7: many hundreds come due while the server is down, the mildest first; when it is up again, the gravest breach first.</summary>
public sealed class GravestFirstTests(ITestOutputHelper output)
{
    private const int Reds = 100;
    private const int Yellows = 200;
    private const int Greens = 500;
    private const int AtATime = 24;

    /// <summary>
    /// Of a hundred pairs of a graver and a milder complaint, how many may stand the wrong way round: the net calls them in order, but a few
    /// at a time on each thread, and these are done in any order. Woken by instant all hundred would, by chance fifty.
    /// </summary>
    private const int MostWrong = 15;

    private static readonly TimeSpan FiledWithin = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task After_an_outage_graver_breaches_stand_before_nearly_all_milder_ones_though_they_came_due_last()
    {
        using var province = new SmallProvince();
        await using var server = await ServerProcess.Started(new Launch { Settings = province.Settings });
        using var door = new DoorOf(server.Address);

        var firstAt = DateTimeOffset.FromUnixTimeMilliseconds((DateTimeOffset.UtcNow + FiledWithin).ToUnixTimeMilliseconds());
        var grades = new Dictionary<string, string>();
        string[] mildestFirst =
            [.. Enumerable.Repeat("green", Greens), .. Enumerable.Repeat("yellow", Yellows), .. Enumerable.Repeat("red", Reds)];
        await Parallel.ForEachAsync(
            mildestFirst.Select((grade, n) => (grade, n)),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime },
            async (one, _) =>
            {
                var id = await File(door, one.grade, firstAt.AddMilliseconds(one.n), one.n);
                lock (grades)
                {
                    grades.Add(id, one.grade);
                }
            });
        await server.Kill9();
        Assert.True(DateTimeOffset.UtcNow < firstAt, "This machine was too slow: some came due before the server was struck down.");

        await Instants.Passes(firstAt.AddMilliseconds(mildestFirst.Length));
        await server.Start();
        await using var screen = new BoardClient(server, "province");
        await screen.Until($"{mildestFirst.Length} breaches", s => s.Breaches >= mildestFirst.Length);

        var order = screen.Items.Where(item => item.Kind == "breached").Select(item => grades[item.Complaint!]).ToList();
        var (red, yellow) = (WrongPairs(order, "red", ["green", "yellow"]), WrongPairs(order, "yellow", ["green"]));
        output.WriteLine($"The wrong way round: {red:0.0} of 100 pairs of a red and a milder one, {yellow:0.0} of a yellow and a green one.");
        Assert.Equal(mildestFirst.Length, order.Count);
        Assert.InRange(red, 0, MostWrong);
        Assert.InRange(yellow, 0, MostWrong);
    }

    /// <summary>Of a hundred pairs of a graver and a milder one, those in which the milder stands first.</summary>
    private static double WrongPairs(List<string> order, string graver, string[] milder)
    {
        var (seen, wrong) = (0L, 0L);
        foreach (var grade in order)
        {
            seen += milder.Contains(grade) ? 1 : 0;
            wrong += grade == graver ? seen : 0;
        }

        return 100.0 * wrong / (seen * order.Count(grade => grade == graver));
    }

    private static async Task<string> File(DoorOf door, string grade, DateTimeOffset dueAt, int number)
    {
        var at = dueAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var facility = SmallProvince.Facilities[number % SmallProvince.Facilities.Count];
        var filing = new Filing(
            $"herd-{number}",
            $$"""{"facility":"{{facility}}","channel":"KOTAK_SARAN","grade":"{{grade}}","dueAt":"{{at}}","text":"Antre sejak pagi"}""",
            dueAt);
        await Patience.Until("a place at the door", async () =>
        {
            var answer = await door.File(filing.Body, filing.Key);
            Assert.True(answer.Status is 201 or 429 or 503, answer.ToString());
            filing.Answer = answer.Status == 201 ? answer.Body : null;
            return filing.IsSettled;
        });
        return filing.Filed.Id;
    }
}
