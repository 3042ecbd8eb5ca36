using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>What a caller gets back, and when.</summary>
public abstract class CallSentences : Sentences
{
    private static readonly Wishes CallersSoonGiveUp = new() { CallersSoonGiveUp = true };

    [Fact]
    public Task A_call_returns_what_the_grain_returns() => Play(async (_, worker) =>
    {
        Assert.Equal(5, await worker.Add(2, 3));
        await worker.Rest();
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task What_a_grain_throws_its_caller_catches(bool later) => Play(async (_, worker) =>
    {
        var caught = await Assert.ThrowsAsync<ArgumentException>(
            () => later ? worker.ThrowLater("no such thing") : worker.Throw("no such thing"));
        Assert.Equal("no such thing", caught.Message);
    });

    [Fact]
    public Task An_exception_of_ones_own_arrives_with_its_type_its_message_and_its_cause() => Play(async (_, worker) =>
    {
        var caught = await Assert.ThrowsAsync<WorkException>(() => worker.ThrowOfItsOwn("no tools"));
        Assert.Equal("no tools", caught.Message);
        Assert.Equal("no money", Assert.IsType<FormatException>(caught.InnerException).Message);
    });

    [Fact]
    public Task An_exception_passes_through_the_grains_on_its_way() => Play(async (stage, worker) =>
    {
        var caught = await Assert.ThrowsAsync<ArgumentException>(
            () => stage.Grains.GetGrain<IWorker>("another").Delegate(worker, "no such thing"));
        Assert.Equal("no such thing", caught.Message);
    });

    [Fact]
    public Task A_grain_that_threw_takes_the_next_call() => Play(async (_, worker) =>
    {
        await Assert.ThrowsAsync<ArgumentException>(() => worker.Throw("once"));
        Assert.Equal(2, await worker.Add(1, 1));
    });

    [Fact]
    public Task A_one_way_call_is_over_before_it_has_begun() => Play(async (stage, worker) =>
    {
        Assert.True(worker.Send("sent").IsCompletedSuccessfully);
        await stage.Witness.Hears("begin sent");
        stage.Witness.Open("sent");
        await stage.Witness.Hears("end sent");
    });

    [Fact]
    public Task What_a_one_way_call_throws_nobody_catches() => Play(async (stage, worker) =>
    {
        await worker.ThrowUnheard();
        await stage.Witness.Hears("threw");
        Assert.Equal(2, await worker.Add(1, 1));
    });

    [Fact]
    public Task A_cancellation_reaches_the_grain() => Play(async (stage, worker) =>
    {
        using var patience = new CancellationTokenSource();
        var wait = worker.Wait(patience.Token);
        await stage.Witness.Hears("waiting");
        patience.Cancel(); // not CancelAsync, which goes by the thread pool
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    });

    [Fact]
    public Task A_call_that_takes_too_long_times_out_and_the_grain_goes_on() => Play(
        async (stage, worker) =>
        {
            var held = worker.Work("held");
            await stage.Witness.Hears("begin held");
            await GivesUp(stage, held);
            stage.Witness.Open("held");
            await stage.Witness.Hears("end held");
        },
        CallersSoonGiveUp);

    [Fact]
    public Task A_call_whose_caller_has_given_up_does_not_begin() => Play(
        async (stage, worker) =>
        {
            var held = worker.Work("held");
            await stage.Witness.Hears("begin held");
            var waiting = worker.Work("waiting");
            await GivesUp(stage, held);
            await GivesUp(stage, waiting);
            await GivesUp(stage, worker.Add(9, 9).AsTask());
            stage.Witness.Open("held");
            await worker.Add(1, 1);
            Assert.DoesNotContain("begin waiting", stage.Witness.Heard);
        },
        CallersSoonGiveUp);

    [Fact]
    public Task A_grain_that_waits_for_itself_waits_in_vain() => Play(
        async (stage, worker) =>
        {
            var wait = worker.WaitForSelf();
            await stage.Witness.Hears("waits for itself");
            await GivesUp(stage, wait);
        },
        CallersSoonGiveUp);

    [Fact]
    public Task Two_grains_that_wait_for_each_other_wait_in_vain() => Play(
        async (stage, worker) =>
        {
            var other = stage.Grains.GetGrain<IWorker>("another");
            var wait = worker.WaitForEachOther(other);
            await stage.Witness.Hears("waits for the first");
            await GivesUp(stage, wait);
        },
        CallersSoonGiveUp);

    [Fact]
    public Task Too_many_calls_for_one_grain_are_refused() => Play(
        async (stage, worker) =>
        {
            var held = worker.Work("held");
            await stage.Witness.Hears("begin held");
            var waiting = Enumerable.Range(0, 3).Select(number => worker.Add(number, number).AsTask()).ToList();
            await Assert.ThrowsAsync<LimitExceededException>(() => worker.Add(9, 9).AsTask());
            stage.Witness.Open("held");
            await held;
            var answers = await Task.WhenAll(waiting);
            Assert.Equal([0, 2, 4], answers);
        },
        new Wishes { LongestQueue = 3 });

    [Fact]
    public Task A_grain_that_passes_itself_passes_a_reference() => Play(async (stage, worker) =>
        Assert.Equal("worker", await worker.Introduce(stage.Grains.GetGrain<IWorker>("another"))));

    [Fact]
    public Task References_to_one_grain_are_equal() => Play((stage, worker) =>
    {
        var same = stage.Grains.GetGrain<IWorker>("worker");
        Assert.Equal(worker, same);
        Assert.Equal(worker.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(worker, stage.Grains.GetGrain<IWorker>("another"));
        Assert.Equal(GrainId.Create("worker", "worker"), worker.GetGrainId());
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_grain_without_a_key_is_refused() => Play((stage, _) =>
    {
        Assert.Throws<ArgumentException>(() => stage.Grains.GetGrain<IWorker>(" "));
        return Task.CompletedTask;
    });

    [Fact]
    public Task Which_of_several_classes_is_meant_must_be_said() => Play(async (stage, _) =>
    {
        Assert.Throws<ArgumentException>(() => stage.Grains.GetGrain<IMortal>("somebody"));
        var immortal = stage.Grains.GetGrain<IMortal>("somebody", typeof(ImmortalGrain).FullName);
        Assert.Equal(1, await immortal.Age());
        Assert.Equal("immortal/somebody", immortal.GetGrainId().ToString());
    });

    private static async Task GivesUp(Stage stage, Task call)
    {
        await stage.PassUntilOver(call, TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    private async Task Play(Func<Stage, IWorker, Task> story, Wishes? wishes = null)
    {
        var stage = Stage(wishes);
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IWorker>("worker")));
    }
}
