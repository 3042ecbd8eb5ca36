using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.TrustedTime;
using static Monitoring.Simulation.Tests.World;

namespace Monitoring.Simulation.Tests;

/// <summary>C6, C10: the product's own grains while somebody sets the clock on the wall.</summary>
public class TimeInDoubtTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_clock_set_thirty_days_ahead_fires_nothing_and_once_set_back_everything_in_time()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("soon", Start + (10 * Minute));
        world.File("later", Start + (20 * Day));
        world.Host.StepClock(30 * Day);

        world.LiveFor(9 * Minute);
        Assert.Empty(world.Breaches());
        Assert.True(world.Trusted.Trust.NeedsConfirmation);

        world.LiveFor(4 * Minute);
        Assert.Empty(world.Breaches());
        world.Host.StepClock(-30 * Day);
        world.LiveFor(Minute);

        var breach = Assert.Single(world.Breaches());
        Assert.Equal(("soon", Start + (10 * Minute)), (breach.Complaint, breach.DueAt));
    }

    [Fact]
    public void A_clock_set_ahead_that_an_administrator_confirms_is_the_time_from_then_on()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (20 * Day));
        world.Host.StepClock(30 * Day);
        world.LiveFor(Minute);
        Assert.Empty(world.Breaches());

        Assert.True(world.Trusted.Confirm());
        world.LiveFor(Minute);

        Assert.Null(world.Trusted.Trust.Suspicion);
        Assert.Equal("c1", Assert.Single(world.Breaches()).Complaint);
    }

    [Fact]
    public void A_clock_set_ten_minutes_ahead_is_believed_after_three_checks_and_not_before()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (5 * Minute));
        world.LiveFor(TimeSpan.FromSeconds(10));
        world.Host.StepClock(10 * Minute);

        world.LiveFor(TimeSpan.FromSeconds(14));
        Assert.Empty(world.Breaches());
        world.LiveFor(TimeSpan.FromSeconds(10));

        Assert.Single(world.Breaches());
    }

    [Fact]
    public void A_clock_set_back_fires_nothing_until_it_is_right_again()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (5 * Minute));
        world.LiveFor(TimeSpan.FromSeconds(10));
        world.Host.StepClock(-30 * Day);

        world.LiveFor(10 * Minute);
        Assert.Empty(world.Breaches());
        world.Host.StepClock(30 * Day);
        world.LiveFor(Minute);

        Assert.Equal(Start + (5 * Minute), Assert.Single(world.Breaches()).DueAt);
    }

    [Fact]
    public void What_a_time_service_corrects_is_no_reason_to_doubt()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (5 * Minute));
        world.Host.StepClock(TimeSpan.FromSeconds(4));
        world.LiveFor(2 * Minute);
        world.Host.StepClock(TimeSpan.FromSeconds(-4));
        world.LiveFor(4 * Minute);

        Assert.Null(world.Trusted.Trust.Suspicion);
        Assert.Single(world.Breaches());
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public void An_end_that_came_too_late_while_the_clock_was_in_doubt_hides_no_breach(int days)
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (5 * Minute));
        world.LiveFor(Minute);
        world.Host.StepClock(days * Day);
        world.LiveFor(6 * Minute);
        Answer(world, "c1");
        Assert.Empty(world.Breaches());

        world.Host.StepClock(-days * Day);
        world.LiveFor(Minute);

        var breach = Assert.Single(world.Breaches());
        Assert.Equal((Start + (5 * Minute), "breached"), (breach.DueAt, breach.Kind));
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public void An_end_in_time_while_the_clock_was_in_doubt_breaches_nothing(int days)
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (5 * Minute));
        world.LiveFor(Minute);
        world.Host.StepClock(days * Day);
        world.LiveFor(2 * Minute);
        Answer(world, "c1");
        world.Host.StepClock(-days * Day);

        world.LiveFor(10 * Minute);

        Assert.Empty(world.Breaches());
    }

    [Fact]
    public void Intake_goes_on_and_both_times_are_recorded()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.LiveFor(Minute);
        world.Host.StepClock(30 * Day);

        Assert.Equal(OutcomeKind.Done, world.File("c1", Start + (5 * Minute)).Kind);

        var filed = Assert.Single(Events(world, "c1"));
        Assert.Equal((Start + Minute, Start + Minute + (30 * Day)), (filed.At, filed.WallAt!.Value));
    }

    [Fact]
    public void A_clock_that_stands_before_the_end_of_the_log_is_not_believed_when_the_server_starts()
    {
        using var world = new World(new WakerOptions(), doubting: true);
        world.File("c1", Start + (5 * Minute));
        world.LiveFor(10 * Minute);
        Assert.Single(world.Breaches());

        world.KillAndReturnAt(Start - Day);
        world.LiveFor(Minute);

        Assert.Equal(Reasons.BeforeLastCommit, world.Trusted.Trust.Suspicion?.Reasons);
        Assert.True(world.Trusted.Confirm());
        world.LiveFor(Minute);
        Assert.Null(world.Trusted.Trust.Suspicion);
    }

    private static void Answer(World world, string id) =>
        Assert.Equal(
            OutcomeKind.Done,
            world.Host.Drive(() => world.Grain(id).CarryOut(new Withdraw("settled") { By = new Actor("citizen") })).Kind);

    private static ImmutableArray<ComplaintEvent> Events(World world, string id) =>
    [
        .. world.Log.Read(Streams.Complaint(id), 0, CancellationToken.None).AsTask().GetAwaiter().GetResult()
            .Select(e => JsonSerializer.Deserialize(e.Body, ComplaintJson.Default.ComplaintEvent)!),
    ];
}
