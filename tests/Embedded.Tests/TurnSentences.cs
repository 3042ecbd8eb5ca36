using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>One turn at a time, and who may go between.</summary>
public abstract class TurnSentences
{
    protected abstract Stage Stage();

    [Fact]
    public Task A_call_returns_what_the_grain_returns() => Play(async (stage, worker) =>
        Assert.Equal(5, await worker.Add(2, 3)));

    [Fact]
    public Task A_call_waits_for_the_call_before_it() => Play(async (stage, worker) =>
    {
        var first = worker.Work("first");
        await stage.Witness.Hears("begin first");
        var second = worker.Work("second");
        stage.Witness.Open("second");
        stage.Witness.Open("first");
        await Task.WhenAll(first, second);
        Assert.Equal(["begin first", "end first", "begin second", "end second"], Work(stage));
    });

    [Fact]
    public Task Calls_are_begun_in_the_order_they_came() => Play(async (stage, worker) =>
    {
        var names = Enumerable.Range(0, 20).Select(number => $"{number}").ToList();
        var calls = new List<Task>();
        foreach (var name in names)
        {
            stage.Witness.Open(name);
            calls.Add(worker.Work(name));
        }

        await Task.WhenAll(calls);
        Assert.Equal(names.SelectMany(name => new[] { $"begin {name}", $"end {name}" }), Work(stage));
    });

    private static IEnumerable<string> Work(Stage stage) =>
        stage.Witness.Heard.Where(line => line.StartsWith("begin", StringComparison.Ordinal) || line.StartsWith("end", StringComparison.Ordinal));

    private async Task Play(Func<Stage, IWorker, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IWorker>("worker")));
    }
}

public sealed class TurnsOnThreads : TurnSentences
{
    protected override Stage Stage() => new ThreadStage();
}

public sealed class TurnsOnVirtualTime : TurnSentences
{
    protected override Stage Stage() => new VirtualStage();
}
