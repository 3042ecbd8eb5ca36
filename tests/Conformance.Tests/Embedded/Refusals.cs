using Monitoring.Conformance.Tests.Grains;
using Monitoring.Embedded;

namespace Monitoring.Conformance.Tests;

public abstract class ArgumentsOnEmbedded : ArgumentSentences
{
    // a host does this with every grain class it finds, before it starts
    protected override Task NeverSeesTheChange(Stage stage)
    {
        var refused = Assert.Throws<ContractException>(() => Contract.Demand(typeof(IListReader)));
        Assert.Contains("use an immutable collection", refused.Message, StringComparison.Ordinal);
        return Task.CompletedTask;
    }
}

public sealed class ArgumentsOnThreads : ArgumentsOnEmbedded
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class ArgumentsOnVirtualTime : ArgumentsOnEmbedded
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}
