using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task A_stream_without_sealed_texts_has_none()
    {
        await Commit(Filed("complaint/1"));

        Assert.Null(await Log.ReadSealed("complaint/1", None));
        Assert.Null(await Log.ReadSealed("complaint/2", None));
    }

    [Fact]
    public async Task Sealed_texts_are_read_as_they_were_kept()
    {
        await Commit(Filed("complaint/1").Sealing("wrapped", ("text", "cipher one"), ("reporter", "")));

        var read = await Log.ReadSealed("complaint/1", None);

        Same(Bytes("wrapped"), read!.WrappedKey);
        Assert.Equal(["reporter", "text"], read.Texts.Keys.Order());
        Same(Bytes("cipher one"), read.Texts["text"]);
        Assert.Empty(read.Texts["reporter"]);
    }

    [Fact]
    public async Task A_key_without_texts_is_kept_too()
    {
        await Commit(Filed("complaint/1").Sealing("wrapped"));

        Assert.Empty((await Log.ReadSealed("complaint/1", None))!.Texts);
    }

    [Fact]
    public async Task Later_texts_join_the_earlier_ones()
    {
        await Commit(Filed("complaint/1").Sealing("wrapped", ("text", "cipher one"), ("subject", "cipher two")));
        await Commit(Append("complaint/1", 1, Event("answered"))
            .Sealing("wrapped anew", ("answer:2", "cipher three"), ("text", "cipher four")));

        var read = await Log.ReadSealed("complaint/1", None);

        Same(Bytes("wrapped anew"), read!.WrappedKey);
        Same(Bytes("cipher two"), read.Texts["subject"]);
        Same(Bytes("cipher three"), read.Texts["answer:2"]);
        Same(Bytes("cipher four"), read.Texts["text"]);
    }

    [Fact]
    public async Task An_erased_key_never_comes_back()
    {
        await Commit(Filed("complaint/1").Sealing("wrapped", ("text", "cipher")));
        await Commit(Append("complaint/1", 1, Event("erased")).Sealing(""));
        Assert.Empty((await Log.ReadSealed("complaint/1", None))!.WrappedKey);

        await Commit(Append("complaint/1", 2, Event("answered")).Sealing("wrapped", ("answer:3", "cipher")));

        Assert.Empty((await Log.ReadSealed("complaint/1", None))!.WrappedKey);
    }
}
