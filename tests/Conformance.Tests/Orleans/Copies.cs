using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>Counts once a gate is opened.</summary>
public sealed class ListReaderGrain(Witness witness) : Grain, IListReader
{
    public async Task<int> Count(List<int> list)
    {
        witness.Say("begin counting");
        await witness.Gate("count");
        return list.Count;
    }
}

public sealed class ArgumentsOnOrleans : ArgumentSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);

    protected override Task NeverSeesTheChange(Stage stage) => stage.Play(async () =>
    {
        List<int> list = [1, 2, 3];
        var count = stage.Grains.GetGrain<IListReader>("reader").Count(list);
        await stage.Witness.Hears("begin counting");
        list.Clear();
        stage.Witness.Open("count");
        Assert.Equal(3, await count);
    });
}
