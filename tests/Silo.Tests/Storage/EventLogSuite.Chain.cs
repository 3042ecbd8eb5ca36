using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task Each_event_keeps_its_link_to_the_one_before()
    {
        var filed = Filed("complaint/1", "province");
        await Commit(filed);
        var later = EventChain.Link(
            Append("complaint/1", 1, Event("verified"), Event("answered", "province")).Sealing("wrapped", ("answer:3", "cipher")),
            filed.Events[0].Hash);
        await Commit(later);

        Assert.Equal(
            [filed.Events[0].Hash, later.Events[0].Hash, later.Events[1].Hash],
            (await Log.Read("complaint/1", 0, None)).Select(e => e.Hash));
    }

    [Fact]
    public async Task An_event_without_a_link_is_not_taken()
    {
        var unlinked = Append("complaint/1", 0, Event("filed")) with { Events = [Event("filed")] };

        await Assert.ThrowsAsync<ArgumentException>(async () => await Log.Append(unlinked, None));
    }
}
