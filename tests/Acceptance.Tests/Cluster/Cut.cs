namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>A cut of one or two of a silo's cables. Drawn from the seed.</summary>
/// <param name="Silo">Whose.</param>
/// <param name="Cables">Which.</param>
/// <param name="For">How long: deadlines pass inside it, and a cluster has time to declare a silo dead, or has not.</param>
internal sealed record Cut(int Silo, IReadOnlyList<Cable> Cables, TimeSpan For)
{
    private static readonly IReadOnlyList<Cable>[] Kinds =
        [[Cable.Silos], [Cable.Database], [Cable.Silos, Cable.Database]];

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    public DateTimeOffset At { get; set; }

    public DateTimeOffset MendedAt { get; set; }

    /// <summary>When each process said that it is ready again.</summary>
    public DateTimeOffset ReadyAt { get; set; }

    public static Cut Draw(Random chance, int silos) => new(
        chance.Next(silos),
        Kinds[chance.Next(Kinds.Length)],
        Shortest + ((Longest - Shortest) * chance.NextDouble()));

    public bool Spans(DateTimeOffset instant) => At <= instant && instant <= MendedAt;
}
