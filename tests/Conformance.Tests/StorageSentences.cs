using Monitoring.Conformance.Tests.Grains;
using Orleans.Storage;

namespace Monitoring.Conformance.Tests;

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

    [Fact]
    public Task Who_clears_somebody_elses_write_is_told_too() => Play(async (stage, ledger) =>
    {
        await ledger.Add(3);
        await WriteBehindItsBack(stage, 100);
        await Assert.ThrowsAsync<InconsistentStateException>(ledger.Clear);
        Assert.Equal(100, await ledger.Sum());
    });

    [Fact]
    public Task What_an_activation_leaves_unwritten_the_next_does_not_know() => Play(async (stage, ledger) =>
    {
        await ledger.Add(3);
        var leave = ledger.LeaveAndAddUnwritten(4);
        await stage.Witness.Hears("leaving");
        var next = ledger.Sum();
        stage.Witness.Open("leaving");
        Assert.Equal(7, await leave);
        Assert.Equal(3, await next);
        Assert.Equal(2, await ledger.Age());
    });

    [Fact]
    public Task An_activation_on_its_way_out_may_still_write() => Play(async (stage, ledger) =>
    {
        await ledger.Add(3);
        var leave = ledger.LeaveAndAdd(4);
        await stage.Witness.Hears("leaving");
        var next = ledger.Sum();
        stage.Witness.Open("leaving");
        await leave;
        Assert.Equal(7, await next);
        Assert.Equal(2, await ledger.Age());
    });

    [Fact]
    public Task What_the_store_throws_arrives_inside_of_an_exception_of_Orleans() => Play(async (stage, _) =>
    {
        var told = await Assert.ThrowsAsync<OrleansException>(() => stage.Grains.GetGrain<IUnlucky>("unlucky").Write());
        Assert.Equal("the disk is full", Assert.IsType<IOException>(told.InnerException).Message);
    });

    [Fact]
    public Task A_grain_whose_state_cannot_be_read_is_not_activated() => Play(async (stage, _) =>
    {
        await Assert.ThrowsAnyAsync<Exception>(() => stage.Grains.GetGrain<IUnlucky>("unreadable").Write());
        Assert.Equal(0, stage.Witness.Times("unreadable came"));
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
