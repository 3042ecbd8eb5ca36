using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.RealPostgres;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Cluster;

public sealed class NetworkCutTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int PerSecond = 20;
    private static readonly int Cuts = Asked.Number("NETWORK_CUTS", 6);
    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(5);

    [NetworkFact]
    public async Task A_silo_cut_from_the_others_or_from_the_database_loses_doubles_and_hastens_nothing()
    {
        using var network = Network.For(Silos);
        using var postgres = PostgresServer.Start(
            network.Here(Cable.Database).ToString(), network.Range(Cable.Database));
        await using var stage = await Stage.Set(output, postgres.CreateDatabase(), Habits.Patient, network);
        using var closing = new CancellationTokenSource();
        var flow = stage.Load.Flow(PerSecond, closing.Token);
        var chance = new Random(Asked.Seed);

        var cuts = new List<Cut>();
        while (cuts.Count < Cuts)
        {
            var cut = Cut.Draw(chance, Silos);
            cuts.Add(cut);
            await Carry(cut, network, stage);
            await Instants.Passes(cut.ReadyAt + (LongestCalm * chance.NextDouble()));
        }

        await closing.CancelAsync();
        await flow;
        await stage.Close(output, (filings, aftermath) => Of(cuts, filings, aftermath));
    }

    private static async Task Carry(Cut cut, Network network, Stage stage)
    {
        cut.At = DateTimeOffset.UtcNow;
        foreach (var cable in cut.Cables)
        {
            network.Cut(cut.Silo, cable);
        }

        var passing = Instants.Passes(cut.At + cut.For);
        await await Task.WhenAny(passing, stage.Load.Broken);
        foreach (var cable in cut.Cables)
        {
            network.Mend(cut.Silo, cable);
        }

        cut.MendedAt = DateTimeOffset.UtcNow;
        await await Task.WhenAny(stage.Cluster.AllReady(), stage.Load.Broken);
        cut.ReadyAt = DateTimeOffset.UtcNow;
        var passed = stage.Load.Filings
            .Where(f => f.Answer is not null && f.DueAt < cut.MendedAt)
            .Select(f => f.Filed.Id)
            .ToList();
        await Task.WhenAll(stage.Screens.Select(screen => screen.Breach(passed)));
    }

    private static string Of(List<Cut> cuts, IReadOnlyList<Filing> filings, Aftermath aftermath)
    {
        var inside = aftermath.Breaches.Where(b => cuts.Exists(c => c.Spans(b.DueAt!.Value))).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"""
            {cuts.Count} cuts, each {Account.Of(cuts.Select(c => c.For))}: {string.Join(", ", cuts.CountBy(c => string.Join(" and ", c.Cables)).Select(k => $"{k.Value} of {k.Key}"))}.
            {Account.Of(filings, aftermath)}
            {inside.Count} breaches are of deadlines that passed inside a cut; {inside.Count(b => cuts.Exists(c => c.Spans(b.DueAt!.Value) && c.Spans(b.DecidedAt!.Value)))} of them were committed inside it.
            After the mending, the last breach of a deadline inside: {Account.Of(cuts.Select(c => LastAfter(c, inside)))}.
            From the mending until all were ready: {Account.Of(cuts.Select(c => c.ReadyAt - c.MendedAt))}.
            The longest time without a 201 from the cut on: {Account.Of(cuts.Select(c => LongestGap(c, filings)))}.
            """);
    }

    private static TimeSpan LastAfter(Cut cut, IEnumerable<Item> inside) => inside
        .Where(b => cut.Spans(b.DueAt!.Value) && b.DecidedAt > cut.MendedAt)
        .Select(b => b.DecidedAt!.Value - cut.MendedAt)
        .DefaultIfEmpty()
        .Max();

    private static TimeSpan LongestGap(Cut cut, IReadOnlyList<Filing> filings)
    {
        DateTimeOffset[] answers =
        [
            cut.At,
            .. filings.Where(f => f.Answer is not null).Select(f => f.AnsweredAt).Where(at => cut.At < at && at < cut.ReadyAt).Order(),
            cut.ReadyAt,
        ];
        return answers.Zip(answers.Skip(1), (one, next) => next - one).Max();
    }
}
