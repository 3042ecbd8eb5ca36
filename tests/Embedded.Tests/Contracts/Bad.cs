using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Monitoring.Embedded.Tests;

/// <summary>
/// Contracts that are each wrong in one way. They are interfaces like any other, not a grain's: the host would refuse
/// the whole assembly.
/// </summary>
public static class Bad
{
    public interface IWithArray
    {
        Task Take(int[] numbers);
    }

    public interface IWithList
    {
        Task Take(IReadOnlyList<int> numbers);
    }

    public interface IWithObject
    {
        Task Take(object anything);
    }

    public interface IWithUnmarked
    {
        Task Take(Unmarked unmarked);
    }

    public interface IWithSetter
    {
        Task Take(Settable thing);
    }

    public interface IWithField
    {
        Task Take(WithField thing);
    }

    public interface IWithUnnumbered
    {
        Task Take(Unnumbered thing);
    }

    public interface IWithSameNumber
    {
        Task Take(SameNumber thing);
    }

    public interface IWithMutableDeepInside
    {
        Task Take(Outer outer);
    }

    public interface IWithMutableResult
    {
        ValueTask<Settable?> Give();
    }

    public interface IWithMutableDescendant
    {
        Task Take(Animal animal);
    }

    public interface IWithMutableBase
    {
        Task Take(Child child);
    }

    public interface IWithProperty
    {
        string Name { get; }
    }

    public interface IWithGenericMethod
    {
        Task Take<T>(T thing);
    }

    public interface IWithOut
    {
        Task Take(out int number);
    }

    public interface IWithResultAtOnce
    {
        int Take();
    }

    public interface IWithUnheardResult
    {
        [OneWay]
        Task<int> Take();
    }

    public interface IWithGrainClass
    {
        Task Take(Conformance.Tests.Grains.WorkerGrain grain);
    }

    public sealed record Unmarked(int Number);

    [GenerateSerializer]
    public record Settable
    {
        [Id(0)]
        public string? Name { get; set; }
    }

    [GenerateSerializer]
    public sealed class WithField
    {
#pragma warning disable CA1051 // this is what is wrong with it
        [Id(0)]
        public string? Name;
#pragma warning restore CA1051
    }

    [GenerateSerializer]
    public sealed record Unnumbered
    {
        public string? Name { get; init; }
    }

    [GenerateSerializer]
    public sealed record SameNumber
    {
        [Id(0)]
        public string? Name { get; init; }

        [Id(0)]
        public string? Title { get; init; }
    }

    [GenerateSerializer]
    public sealed record Outer(ImmutableDictionary<string, ImmutableArray<Settable>> Inners);

    [GenerateSerializer]
    public abstract record Animal;

    [GenerateSerializer]
    public sealed record Cat : Animal
    {
        [Id(0)]
        public string? Name { get; set; }
    }

    [GenerateSerializer]
    public sealed record Child(int Number) : Settable;
}
