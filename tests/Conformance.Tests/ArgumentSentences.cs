using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>What travels, and what of it both sides share.</summary>
public abstract class ArgumentSentences : Sentences
{
    [Fact]
    public Task What_is_immutable_is_shared_with_the_grain_and_back() => Play(async (stage, reader) =>
    {
        var letter = new Letter("everybody", ["one", "two"]) { About = new Letter("nobody", []) };
        var back = await reader.Keep(letter);
        Assert.Same(letter, stage.Witness.Seen);
        Assert.Same(letter, back);
    });

    [Fact]
    public Task What_is_only_called_immutable_is_shared_too() => Play(async (stage, reader) =>
    {
        byte[] photo = [1, 2, 3];
        var first = reader.First(photo);
        await stage.Witness.Hears("begin reading");
        photo[0] = 9;
        stage.Witness.Open("read");
        Assert.Equal(9, await first);
    });

    [Fact]
    public Task What_can_be_changed_is_never_seen_changed_by_its_caller_after_the_call() =>
        NeverSeesTheChange(Stage());

    /// <summary>Either the grain got a copy, or a contract that lets such things travel is refused at start-up.</summary>
    protected abstract Task NeverSeesTheChange(Stage stage);

    private async Task Play(Func<Stage, IReader, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IReader>("reader")));
    }
}
