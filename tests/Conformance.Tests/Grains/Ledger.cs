namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Keeps a sum in a store.</summary>
public interface ILedger : IGrainWithStringKey
{
    /// <summary>Which activation of it this is.</summary>
    Task<int> Age();

    Task Add(int amount);

    Task AddUnwritten(int amount);

    /// <summary>Catches what the store throws.</summary>
    Task<bool> TryAdd(int amount);

    /// <summary>Writes twice at once.</summary>
    Task AddTwice(int amount);

    Task<int> Sum();

    Task<bool> IsWritten();

    Task Reread();

    Task Clear();

    Task Leave();

    /// <summary>Asks to be deactivated, waits at the gate "leaving", then goes on.</summary>
    Task<int> LeaveAndAddUnwritten(int amount);

    /// <inheritdoc cref="LeaveAndAddUnwritten"/>
    Task LeaveAndAdd(int amount);
}

[GenerateSerializer]
public sealed class LedgerState
{
    [Id(0)]
    public int Sum { get; set; }
}

public sealed class LedgerGrain(
    [PersistentState("ledger", "store")] IPersistentState<LedgerState> ledger,
    [PersistentState("notes", "store")] IPersistentState<LedgerState> notes,
    Witness witness) : Grain, ILedger
{
    private int _age;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Say("ledger opened");
        _age = witness.Times("ledger opened");
        return Task.CompletedTask;
    }

    public Task<int> Age() => Task.FromResult(_age);

    public Task Add(int amount)
    {
        ledger.State.Sum += amount;
        return ledger.WriteStateAsync();
    }

    public Task AddUnwritten(int amount)
    {
        ledger.State.Sum += amount;
        return Task.CompletedTask;
    }

    public async Task<bool> TryAdd(int amount)
    {
        try
        {
            await Add(amount);
            return true;
        }
        catch (Orleans.Storage.InconsistentStateException)
        {
            return false;
        }
    }

    public async Task AddTwice(int amount)
    {
        var first = Add(amount);
        var second = Add(amount);
        await first;
        await second;
    }

    public Task<int> Sum() => Task.FromResult(ledger.State.Sum + notes.State.Sum);

    public Task<bool> IsWritten() => Task.FromResult(ledger.RecordExists);

    public Task Reread() => ledger.ReadStateAsync();

    public Task Clear() => ledger.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> LeaveAndAddUnwritten(int amount)
    {
        await WaitToLeave();
        ledger.State.Sum += amount;
        return ledger.State.Sum;
    }

    public async Task LeaveAndAdd(int amount)
    {
        await WaitToLeave();
        await Add(amount);
    }

    private Task WaitToLeave()
    {
        DeactivateOnIdle();
        witness.Say("leaving");
        return witness.Gate("leaving");
    }
}

/// <summary>Calls a ledger, and keeps its own activation whatever the ledger throws.</summary>
public interface IClerk : IGrainWithStringKey
{
    Task<int> Age();

    Task Add(ILedger ledger, int amount);
}

public sealed class ClerkGrain(Witness witness) : Grain, IClerk
{
    private int _age;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Say("clerk came");
        _age = witness.Times("clerk came");
        return Task.CompletedTask;
    }

    public Task<int> Age() => Task.FromResult(_age);

    public Task Add(ILedger ledger, int amount) => ledger.Add(amount);
}
