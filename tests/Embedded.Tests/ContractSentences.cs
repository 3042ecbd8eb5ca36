using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.Embedded.Tests;

/// <summary>What the host refuses to start with.</summary>
public sealed class ContractSentences
{
    [Theory]
    [InlineData(typeof(Bad.IWithArray), "IWithArray.Take(numbers)", "use ImmutableArray<T>")]
    [InlineData(typeof(Bad.IWithList), "IWithList.Take(numbers)", "use an immutable collection")]
    [InlineData(typeof(Bad.IWithObject), "IWithObject.Take(anything)", "says nothing about what travels")]
    [InlineData(typeof(Bad.IWithUnmarked), "IWithUnmarked.Take(unmarked)", "lacks [GenerateSerializer]")]
    [InlineData(typeof(Bad.IWithSetter), "IWithSetter.Take(thing)", "its member Name can be set after construction")]
    [InlineData(typeof(Bad.IWithField), "IWithField.Take(thing)", "its member Name is a field that is not readonly")]
    [InlineData(typeof(Bad.IWithUnnumbered), "IWithUnnumbered.Take(thing)", "its member Name has no [Id]")]
    [InlineData(typeof(Bad.IWithSameNumber), "IWithSameNumber.Take(thing)", "have the same [Id(0)]")]
    [InlineData(typeof(Bad.IWithMutableDeepInside), "IWithMutableDeepInside.Take(outer): Outer.Inners", "its member Name can be set")]
    [InlineData(typeof(Bad.IWithMutableResult), "IWithMutableResult.Give, its result", "its member Name can be set")]
    [InlineData(typeof(Bad.IWithMutableDescendant), "Animal's descendant", "its member Name can be set")]
    [InlineData(typeof(Bad.IWithMutableBase), "Child's base", "its member Name can be set")]
    [InlineData(typeof(Bad.IWithProperty), "IWithProperty.get_Name", "make it a method")]
    [InlineData(typeof(Bad.IWithGenericMethod), "IWithGenericMethod.Take", "a generic method is not supported")]
    [InlineData(typeof(Bad.IWithOut), "IWithOut.Take(number)", "cannot be sent")]
    [InlineData(typeof(Bad.IWithResultAtOnce), "IWithResultAtOnce.Take", "it returns System.Int32")]
    [InlineData(typeof(Bad.IWithUnheardResult), "IWithUnheardResult.Take", "a result, which nobody would ever get")]
    [InlineData(typeof(Bad.IWithGrainClass), "IWithGrainClass.Take(grain)", "travels as its interface")]
    public void A_contract_that_would_not_travel_is_refused(Type contract, string where, string why)
    {
        var refusal = Refusals(contract);
        Assert.Contains(where, refusal, StringComparison.Ordinal);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_of_immutable_things_is_taken() => Assert.Empty(Refusals(typeof(IGood)));

    [Fact]
    public void A_grain_class_is_refused_for_all_that_is_wrong_with_it()
    {
        var refused = Assert.Throws<ContractException>(
            () => Contract.Demand([typeof(BadGrain<int>)], observers: [], canRemind: true));
        Assert.Collection(
            refused.Refusals,
            line => Assert.Contains("IBadGrain.Take(numbers)", line, StringComparison.Ordinal),
            line => Assert.Contains("two of its states are named \"same\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_remindable_grain_without_a_reminder_table_is_refused()
    {
        using var services = Services(withReminders: false);
        var refused = Assert.Throws<ContractException>(services.GetRequiredService<GrainHost>);
        Assert.Contains("no IReminderTable is registered", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_does_not_exist_is_refused()
    {
        using var services = Services(withStore: false);
        var refused = Assert.Throws<Orleans.Storage.BadProviderConfigException>(services.GetRequiredService<GrainHost>);
        Assert.Contains("no store named \"store\"", refused.Message, StringComparison.Ordinal);
    }

    private static string Refusals(Type contract)
    {
        var refusals = new List<string>();
        new InterfaceContract(contract, refusals).Check();
        return string.Join('\n', refusals);
    }

    private static ServiceProvider Services(bool withReminders = true, bool withStore = true)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Witness>();
        services.AddVirtualTime(new VirtualTime(Stage.Monday));
        services.AddEmbeddedGrains(options => options.Assemblies.Add(typeof(Conformance.Tests.Grains.IWorker).Assembly));
        if (withReminders)
        {
            services.AddInMemoryReminderTable();
        }

        if (withStore)
        {
            services.AddInMemoryGrainStorage("store");
        }

        return services.BuildServiceProvider();
    }
}

public interface IBadGrain : IGrainWithStringKey
{
    Task Take(int[] numbers);
}

/// <summary>Generic, so that no host takes it for a grain class of this assembly.</summary>
#pragma warning disable CS9113 // the states need not be used to be refused
public sealed class BadGrain<T>(
    [PersistentState("same")] IPersistentState<T> one, [PersistentState("same")] IPersistentState<T> other) : Grain, IBadGrain
{
    public Task Take(int[] numbers) => Task.FromResult(numbers.Length);
}
