using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task Documents_of_a_kind_come_in_the_order_in_which_they_were_stored()
    {
        StoredDocument[] packs = [new("policy", "banten", "2026.2", "{2}"), new("policy", "banten", "2026.1", "{1}")];
        Assert.True(await Documents.PutDocument(packs[0], None));
        Assert.True(await Documents.PutDocument(new("calendar", "banten", "2026.1", "{}"), None));
        Assert.True(await Documents.PutDocument(packs[1], None));

        Same(packs, await Documents.GetDocuments("policy", None));
        Assert.Empty(await Documents.GetDocuments("taxonomy", None));
    }

    [Fact]
    public async Task A_version_once_stored_never_changes()
    {
        var pack = new StoredDocument("policy", "banten", "2026.1", "{1}");
        Assert.True(await Documents.PutDocument(pack, None));

        Assert.True(await Documents.PutDocument(pack, None));
        Assert.False(await Documents.PutDocument(pack with { Body = "{9}" }, None));

        Same([pack], await Documents.GetDocuments("policy", None));
    }
}
