using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Herd;

/// <summary>B7: many hundreds come due while the server is down, the mildest first; when it is up again, the gravest breach first.</summary>
public sealed class GravestFirstTests(ITestOutputHelper output)
{
    private const int Reds = 150;
    private const int Yellows = 300;
    private const int Greens = 750;
    private const int AtATime = 24;

    /// <summary>
    /// How many of a milder grade may stand before the last of a graver one, in hundredths: the net calls them in order, some dozens at a
    /// time, and what is called at a time is done in any order.
    /// </summary>
    private const int MostBefore = 20;

    private static readonly TimeSpan FiledWithin = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task After_an_outage_the_red_breach_before_nearly_all_that_are_milder_though_they_came_due_last()
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
        var (beforeRed, beforeYellow) = (Before(order, ["green", "yellow"], "red"), Before(order, ["green"], "yellow"));
        output.WriteLine(
            $"Of {Greens + Yellows} milder ones {beforeRed} stand before the last of {Reds} red, of {Greens} green {beforeYellow} before the last of {Yellows} yellow.");
        Assert.Equal(mildestFirst.Length, order.Count);
        Assert.InRange(beforeRed * 100, 0, MostBefore * (Greens + Yellows));
        Assert.InRange(beforeYellow * 100, 0, MostBefore * Greens);
    }

    /// <summary>How many of the milder ones stand before the last of the graver.</summary>
    private static int Before(List<string> order, string[] milder, string graver) =>
        order.Take(order.LastIndexOf(graver)).Count(milder.Contains);

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
