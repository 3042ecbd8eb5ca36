using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Engine.Tests;

/// <summary>The grains on a real silo of the engine of this build, in real time.</summary>
public sealed class OneSiloTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly OneSilo _silo = new();

    public Task InitializeAsync() => _silo.Start();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_complaint_is_filed_and_its_breach_is_committed_when_its_deadline_passes()
    {
        var dueAt = TimeProvider.System.Now() + TimeSpan.FromSeconds(1);
        var outcome = await _silo.Grains.GetGrain<IComplaintGrain>("c1").File(Filing("f1", dueAt));
        Assert.Equal(OutcomeKind.Done, outcome.Kind);
        Assert.Equal(dueAt, outcome.Receipt!.Clocks.Single().DueAt);

        var breach = await Item(Audience.Facility("f1"), "breached");

        Assert.Equal(dueAt, breach.DueAt);
        Assert.True(breach.DecidedAt > dueAt);
        Assert.Equal(Standing.Overdue, breach.Standing);
    }

    [Fact]
    public async Task A_grain_shows_its_state_its_clocks_and_its_armed_timer()
    {
        var dueAt = TimeProvider.System.Now() + TimeSpan.FromHours(1);
        var grain = _silo.Grains.GetGrain<IComplaintGrain>("c2");
        await grain.File(Filing("f1", dueAt));

        var look = await grain.Look();

        Assert.Equal(1, look.Version);
        Assert.Equal("external", look.Clocks.Single().Clock);
        Assert.Equal("external/0/breach", look.Armed.Single().For);
        Assert.Equal("filed", JsonDocument.Parse(look.Events.Single().Body).RootElement.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_facility_is_registered_once_and_keeps_the_appointments_of_its_complaints()
    {
        var facility = _silo.Grains.GetGrain<IFacilityGrain>("f2");
        var record = new FacilityRecord("f2", "3601", new FacilityCard("Puskesmas Contoh", "puskesmas", null, "pemkab"));
        await facility.Register(record);
        await facility.Register(record);
        await _silo.Grains.GetGrain<IComplaintGrain>("c3").File(Filing("f2", TimeProvider.System.Now() + TimeSpan.FromMinutes(3)));
        await facility.Preload();

        Assert.Equal("c3", (await facility.Look()).Book.Single().Complaint);
        Assert.Single(await _silo.Log.Read(Streams.Facility("f2"), 0, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_found_of_a_facility_beside_all_others_reaches_it()
    {
        var compared = new ComparedWithOthers(
            "unequal_treatment", TimeProvider.System.Now(), [new FoundBesideOthers("payer/BPJS_PBI", ["c1", "c2"])]);

        // nothing is asked of it here, so that there is nothing to raise and nothing to tell again
        Assert.True(await _silo.Grains.GetGrain<IFacilityGrain>("f3").Compare(compared));
        Assert.Empty(await _silo.Log.Read(Streams.Facility("f3"), 0, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_request_again_is_recognised_and_its_answer_recalled()
    {
        var filing = Filing("f1", TimeProvider.System.Now() + TimeSpan.FromHours(1)) with
        {
            Key = new RequestKey("client", "key-1", "print"),
        };
        var first = await _silo.Grains.GetGrain<IComplaintGrain>("c4").File(filing);
        var again = await _silo.Grains.GetGrain<IComplaintGrain>("c5").File(filing);
        var other = await _silo.Grains.GetGrain<IComplaintGrain>("c6")
            .File(filing with { Key = new RequestKey("client", "key-1", "another print") });

        Assert.Equal(new EarlierRequest("c4", 1), again.Existing);
        Assert.Equal(OutcomeKind.KeyReused, other.Kind);
        var recalled = await _silo.Grains.GetGrain<IComplaintGrain>("c4").Recall(1);
        Assert.Equal(first.Receipt!.Clocks.AsEnumerable(), recalled.Receipt!.Clocks);
    }

    private FileComplaint Filing(string facility, DateTimeOffset dueAt) => new()
    {
        By = new Actor("gateway"),
        Owner = new Owner(facility, "3601", "puskesmas", null, "pemkab"),
        Traits = new CaseTraits { Channel = "BPJS", ExternalDueAt = dueAt },
        Policy = _silo.Shelf.Active,
    };

    /// <summary>Waits for an item of a kind in a feed: the log says when there is something to read.</summary>
    private async Task<FeedItem> Item(string audience, string kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hint(ImmutableArray<string> audiences) => more.TrySetResult();
            _silo.Log.Committed += Hint;
            try
            {
                var rows = await _silo.Log.ReadFeed(audience, 0, 1_000, patience.Token);
                var items = rows.Select(r => JsonSerializer.Deserialize(r.Item, FeedJson.Default.FeedItem)!);
                if (items.FirstOrDefault(i => i.Kind == kind) is { } found)
                {
                    return found;
                }

                await more.Task.WaitAsync(patience.Token);
            }
            finally
            {
                _silo.Log.Committed -= Hint;
            }
        }
    }
}
