using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Monitoring.Embedded.Tests;

public interface IGood : IGrainObserver
{
    [ReadOnly]
    Task<ImmutableArray<Shape>> Take(
        Order order,
        ImmutableDictionary<string, Order?> orders,
        (int Count, string Name) pair,
        Kind? kind,
        Conformance.Tests.Grains.IWorker worker,
        Conformance.Tests.Grains.ISubscriber subscriber,
        [Immutable] byte[] photo,
        CancellationToken cancellationToken);
}

public enum Kind
{
    Usual,
    Odd,
}

[GenerateSerializer]
public sealed record Order(string Id, DateTimeOffset At, ImmutableArray<Line> Lines, Order? Next)
{
    [Id(0)]
    public string? Note { get; init; }

    [Id(1)]
    [Immutable]
    public IReadOnlyList<byte> Seal { get; init; } = [];

    public int Count => Lines.Length;
}

[GenerateSerializer]
public readonly record struct Line(Guid Article, decimal Price, TimeSpan Within);

[GenerateSerializer]
public abstract record Shape;

[GenerateSerializer]
public sealed record Circle(double Radius) : Shape;

[GenerateSerializer]
public sealed record Square(double Side) : Shape
{
    [Id(0)]
    private readonly int _corners = 4;

    public int Corners => _corners;
}
