using Monitoring.Embedded.Tests.Grains;
using Orleans.Storage;

namespace Monitoring.Embedded.Tests;

/// <summary>Stored state, and who wrote it last.</summary>
public abstract class StorageSentences : Sentences
{
    [Fact]
    public Task What_was_written_outlives_the_activation() => Play(async (_, ledger) =>
    {
        Assert.False(await ledger.IsWritten());
        await ledger.Add(3);
        await ledger.AddUnwritten(4);
        Assert.Equal(7, await ledger.Sum());
        await ledger.Leave();
        Assert.Equal(3, await ledger.Sum());
        Assert.True(await ledger.IsWritten());
    });

    [Fact]
    public Task What_was_read_again_is_what_was_written() => Play(async (_, ledger) =>
    {
        await ledger.Add(3);
        await ledger.AddUnwritten(4);
        await ledger.Reread();
        Assert.Equal(3, await ledger.Sum());
    });

    [Fact]
    public Task What_was_cleared_is_gone() => Play(async (_, ledger) =>
    {
        await ledger.Add(3);
        await ledger.Clear();
        Assert.False(await ledger.IsWritten());
        Assert.Equal(0, await ledger.Sum());
        await ledger.Add(5);
        Assert.Equal(5, await ledger.Sum());
    });

    [Fact]
    public Task Two_writes_at_once_follow_one_another() => Play(async (_, ledger) =>
    {
        await ledger.AddTwice(2);
        await ledger.Leave();
        Assert.Equal(4, await ledger.Sum());
    });

    [Fact]
    public Task Who_writes_over_somebody_elses_write_is_told_and_loses_its_activation() => Play(async (stage, ledger) =>
    {
        await ledger.Add(3);
        await WriteBehindItsBack(stage, 100);
        var told = await Assert.ThrowsAsync<InconsistentStateException>(() => ledger.Add(1));
        Assert.NotEqual(told.StoredEtag, told.CurrentEtag);
        Assert.Equal(100, await ledger.Sum());
        Assert.Equal(2, await ledger.Age());
    });

    [Fact]
    public Task A_grain_that_catches_the_conflict_keeps_its_activation() => Play(async (stage, ledger) =>
    {
        await ledger.Add(3);
        await WriteBehindItsBack(stage, 100);
        Assert.False(await ledger.TryAdd(1));
        Assert.Equal(1, await ledger.Age());
    });

    [Fact]
    public Task A_conflict_costs_only_the_grain_it_happened_to() => Play(async (stage, ledger) =>
    {
        var clerk = stage.Grains.GetGrain<IClerk>("clerk");
        await clerk.Add(ledger, 3);
        await WriteBehindItsBack(stage, 100);
        await Assert.ThrowsAsync<InconsistentStateException>(() => clerk.Add(ledger, 1));
        Assert.Equal(1, await clerk.Age());
        Assert.Equal(2, await ledger.Age());
    });

    private static async Task WriteBehindItsBack(Stage stage, int sum)
    {
        var state = new Written();
        await stage.Storage.ReadStateAsync("ledger", GrainId.Create("ledger", "mine"), state);
        state.State = new LedgerState { Sum = sum };
        await stage.Storage.WriteStateAsync("ledger", GrainId.Create("ledger", "mine"), state);
    }

    private async Task Play(Func<Stage, ILedger, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<ILedger>("mine")));
    }

    private sealed class Written : IGrainState<LedgerState>
    {
        public LedgerState? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
