using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>One turn at a time, and who may go between.</summary>
public abstract class TurnSentences : Sentences
{
    [Fact]
    public Task A_call_waits_for_the_call_before_it() => Play(async (stage, worker) =>
    {
        var first = worker.Work("first");
        await stage.Witness.Hears("begin first");
        var second = worker.Work("second");
        stage.Witness.Open("second");
        stage.Witness.Open("first");
        await Task.WhenAll(first, second);
        Assert.Equal(["begin first", "end first", "begin second", "end second"], stage.Witness.Heard);
    });

    [Fact]
    public Task Calls_made_at_once_run_one_after_another_in_whatever_order() => Play(async (stage, worker) =>
    {
        var names = Enumerable.Range(0, 20).Select(number => $"{number}").ToList();
        names.ForEach(stage.Witness.Open);
        await Task.WhenAll(names.Select(worker.Work));
        var heard = stage.Witness.Heard;
        var begun = heard.Where(what => what.StartsWith("begin ", StringComparison.Ordinal))
            .Select(what => what["begin ".Length..]).ToList();
        Assert.Equal(names.Order(), begun.Order());
        Assert.Equal(begun.SelectMany(name => new[] { $"begin {name}", $"end {name}" }), heard);
    });

    [Fact]
    public Task A_call_that_always_interleaves_waits_for_nobody() => Play(async (stage, worker) =>
    {
        var held = worker.Work("held");
        await stage.Witness.Hears("begin held");
        stage.Witness.Open("cut");
        await worker.Cut("cut");
        stage.Witness.Open("held");
        await held;
        Assert.Equal(["begin held", "begin cut", "end cut", "end held"], stage.Witness.Heard);
    });

    [Fact]
    public Task Nobody_waits_for_a_call_that_always_interleaves() => Play(async (stage, worker) =>
    {
        var cut = worker.Cut("cut");
        await stage.Witness.Hears("begin cut");
        stage.Witness.Open("work");
        await worker.Work("work");
        stage.Witness.Open("cut");
        await cut;
        Assert.Equal(["begin cut", "begin work", "end work", "end cut"], stage.Witness.Heard);
    });

    [Fact]
    public Task An_interleaving_call_passes_those_that_wait() => Play(async (stage, worker) =>
    {
        var held = worker.Work("held");
        await stage.Witness.Hears("begin held");
        var waiting = worker.Work("waiting");
        stage.Witness.Open("cut");
        await worker.Cut("cut");
        stage.Witness.Open("held");
        stage.Witness.Open("waiting");
        await Task.WhenAll(held, waiting);
        Assert.Equal(
            ["begin held", "begin cut", "end cut", "end held", "begin waiting", "end waiting"], stage.Witness.Heard);
    });

    [Fact]
    public Task Read_only_calls_go_between_each_other() => Play(async (stage, worker) =>
    {
        var held = worker.Look("held");
        await stage.Witness.Hears("begin held");
        stage.Witness.Open("look");
        await worker.Look("look");
        stage.Witness.Open("held");
        await held;
        Assert.Equal(["begin held", "begin look", "end look", "end held"], stage.Witness.Heard);
    });

    [Fact]
    public Task A_call_that_is_not_read_only_waits_for_one_that_is() => Play(async (stage, worker) =>
    {
        var look = worker.Look("look");
        await stage.Witness.Hears("begin look");
        stage.Witness.Open("work");
        var work = worker.Work("work");
        stage.Witness.Open("another look");
        await worker.Look("another look");
        stage.Witness.Open("look");
        await Task.WhenAll(look, work);
        Assert.Equal(
            ["begin look", "begin another look", "end another look", "end look", "begin work", "end work"],
            stage.Witness.Heard);
    });

    [Fact]
    public Task A_call_that_is_not_read_only_waits_for_the_last_of_two_that_are() => Play(async (stage, worker) =>
    {
        var first = worker.Look("first");
        await stage.Witness.Hears("begin first");
        var second = worker.Look("second");
        await stage.Witness.Hears("begin second");
        stage.Witness.Open("first");
        await first;
        stage.Witness.Open("work");
        var work = worker.Work("work");
        stage.Witness.Open("third");
        await worker.Look("third");
        stage.Witness.Open("second");
        await Task.WhenAll(second, work);
        Assert.Equal(
            ["begin first", "begin second", "end first", "begin third", "end third", "end second", "begin work", "end work"],
            stage.Witness.Heard);
    });

    [Fact]
    public Task The_calls_of_a_reentrant_grain_go_between_each_other() => Play(async (stage, _) =>
    {
        var worker = stage.Grains.GetGrain<IOpenWorker>("open");
        var first = worker.Work("first");
        await stage.Witness.Hears("begin first");
        stage.Witness.Open("second");
        await worker.Work("second");
        stage.Witness.Open("first");
        await first;
        Assert.Equal(["begin first", "begin second", "end second", "end first"], stage.Witness.Heard);
    });

    [Fact]
    public Task Even_a_reentrant_grain_runs_one_turn_at_a_time() => Play(async (stage, _) =>
    {
        var worker = stage.Grains.GetGrain<IOpenWorker>("open");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => worker.Count(times: 100)));

        // each turn adds one to what it has just read; two at once would have lost some
        Assert.InRange(await worker.Total(), 5_000, 5_000);
    });

    [Fact]
    public Task A_one_way_call_waits_its_turn_too() => Play(async (stage, worker) =>
    {
        var held = worker.Work("held");
        await stage.Witness.Hears("begin held");
        stage.Witness.Open("sent");
        await worker.Send("sent");
        stage.Witness.Open("held");
        await held;
        await stage.Witness.Hears("end sent");
        Assert.Equal(["begin held", "end held", "begin sent", "end sent"], stage.Witness.Heard);
    });

    [Fact]
    public Task Two_grains_work_at_the_same_time() => Play(async (stage, worker) =>
    {
        var held = worker.Work("held");
        await stage.Witness.Hears("begin held");
        stage.Witness.Open("elsewhere");
        await stage.Grains.GetGrain<IWorker>("another").Work("elsewhere");
        stage.Witness.Open("held");
        await held;
    });

    private async Task Play(Func<Stage, IWorker, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IWorker>("worker")));
    }
}
