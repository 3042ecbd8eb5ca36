using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task A_used_key_leads_to_the_last_event_of_its_request()
    {
        Assert.Null(await Log.FindKey(Key("k1"), None));
        await Commit(Append("complaint/1", 0, Event("filed"), Event("assigned")).With(Key("k1")));

        Assert.Equal(new StoredKey(Key("k1"), "complaint/1", 2), await Log.FindKey(Key("k1"), None));
    }

    [Fact]
    public async Task A_request_that_comes_again_is_led_to_what_it_did_the_first_time()
    {
        await Commit(Filed("complaint/1").With(Key("k1")));

        var again = Assert.IsType<AppendResult.KeyTaken>(await Log.Append(Filed("complaint/2").With(Key("k1")), None));

        Assert.Equal(new StoredKey(Key("k1"), "complaint/1", 1), again.Existing);
        Assert.Empty(await Log.Read("complaint/2", 0, None));
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_told_by_its_first_fingerprint()
    {
        await Commit(Filed("complaint/1").With(Key("k1", "as first asked")));

        var other = await Log.Append(Filed("complaint/2").With(Key("k1", "asked otherwise")), None);

        Assert.Equal("as first asked", Assert.IsType<AppendResult.KeyTaken>(other).Existing.Key.Fingerprint);
        Assert.Equal("as first asked", (await Log.FindKey(Key("k1", "asked otherwise"), None))!.Key.Fingerprint);
    }

    [Fact]
    public async Task A_taken_key_is_told_before_a_conflict()
    {
        // the request was carried out, its answer was lost, and it comes again with the head it knew
        await Commit(Filed("complaint/1").With(Key("k1")));

        Assert.IsType<AppendResult.KeyTaken>(await Log.Append(Filed("complaint/1").With(Key("k1")), None));
    }

    [Fact]
    public async Task One_taken_key_of_several_keeps_all_of_them_out()
    {
        await Commit(Filed("complaint/1").With(Key("k2")));

        Assert.IsType<AppendResult.KeyTaken>(
            await Log.Append(Filed("complaint/2").With(Key("k1"), Key("k2")), None));
        Assert.Null(await Log.FindKey(Key("k1"), None));
    }

    [Fact]
    public async Task The_same_key_of_another_client_is_another_key()
    {
        await Commit(Filed("complaint/1").With(Key("k1")));
        await Commit(Filed("complaint/2").With(Key("k1") with { Client = "hotline" }));
    }

    [Fact]
    public async Task Of_many_requests_with_one_key_exactly_one_is_carried_out()
    {
        var results = await AllAtOnce(
            Enumerable.Range(0, 40).Select(i => Filed($"complaint/{i}", "province").With(Key("k1"))));

        Assert.Single(results, result => result is AppendResult.Committed);
        Assert.Single(results.OfType<AppendResult.KeyTaken>().Select(taken => taken.Existing).Distinct());
        Assert.Equal(1, await Log.Head("province", None));
    }
}
