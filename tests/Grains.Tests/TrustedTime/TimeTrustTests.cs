using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Tests.TrustedTime;

public class TimeTrustTests
{
    private static readonly DateTimeOffset Zero = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    /// <summary>A look at a steady second, with the wall so many seconds off, and the database, if any.</summary>
    private static TimeSample At(double steady, double off = 0, double? database = null, double? lastCommit = null, bool check = true) => new(
        Zero.AddSeconds(steady + off),
        TimeSpan.FromSeconds(steady),
        database is { } ahead ? new DatabaseTime(Zero.AddSeconds(steady + ahead), TimeSpan.FromSeconds(steady), TimeSpan.FromMilliseconds(5)) : null,
        lastCommit is { } at ? Zero.AddSeconds(at) : null,
        check);

    private static TimeTrust Fed(params TimeSample[] samples) =>
        samples.Skip(1).Aggregate(TimeTrust.Begin(samples[0]), (trust, sample) => trust.After(sample));

    [Theory]
    [InlineData(4.9, Reasons.None)]
    [InlineData(-4.9, Reasons.None)]
    [InlineData(5.1, Reasons.Jumped)]
    [InlineData(-5.1, Reasons.Jumped)]
    [InlineData(3_600 * 24 * 30, Reasons.Jumped)]
    public void Only_a_jump_of_more_than_five_seconds_is_suspect(double off, Reasons why) =>
        Assert.Equal(why, Fed(At(0), At(1, off)).Suspicion?.Reasons ?? Reasons.None);

    [Theory]
    [InlineData(1.9, Reasons.None)]
    [InlineData(-1.9, Reasons.None)]
    [InlineData(2.1, Reasons.DatabaseDiffers)]
    [InlineData(-2.1, Reasons.DatabaseDiffers)]
    public void A_database_more_than_two_seconds_away_is_a_reason(double ahead, Reasons why) =>
        Assert.Equal(why, Fed(At(0, database: ahead)).Suspicion?.Reasons ?? Reasons.None);

    [Theory]
    [InlineData(4, Reasons.None)]
    [InlineData(6, Reasons.BeforeLastCommit)]
    public void A_wall_clock_before_the_last_commit_is_a_reason(double lastCommit, Reasons why) =>
        Assert.Equal(why, Fed(At(0, lastCommit: lastCommit)).Suspicion?.Reasons ?? Reasons.None);

    [Fact]
    public void Three_checks_five_seconds_apart_end_it_and_no_fewer()
    {
        var two = Fed(At(0), At(1, 60), At(6, 60), At(11, 60));
        Assert.Equal(2, two.Suspicion!.Agreed);

        Assert.Null(two.BelievedSince);
        var after = two.After(At(16, 60));
        Assert.Null(after.Suspicion);
        Assert.Equal(Zero.AddSeconds(16 + 60), after.BelievedSince);
    }

    [Fact]
    public void Checks_closer_together_or_that_did_not_ask_everything_do_not_count()
    {
        var close = Fed(At(0), At(1, 60), At(2, 60), At(3, 60), At(5.9, 60));
        Assert.Equal(0, close.Suspicion!.Agreed);

        var passing = Fed(At(0), At(1, 60), At(20, 60, check: false), At(40, 60, check: false));
        Assert.Equal(0, passing.Suspicion!.Agreed);

        var silent = Fed(At(0, database: 0), At(1, 60, database: 60), At(20, 60), At(40, 60));
        Assert.Equal(0, silent.Suspicion!.Agreed);
    }

    [Fact]
    public void A_further_jump_begins_the_count_anew()
    {
        var again = Fed(At(0), At(1, 60), At(6, 60), At(11, 60), At(16, 120), At(21, 120), At(26, 120));
        Assert.Equal(2, again.Suspicion!.Agreed);

        Assert.Null(again.After(At(31, 120)).Suspicion);
    }

    [Fact]
    public void A_jump_of_more_than_an_hour_is_not_forgotten_before_an_administrator_confirms_it()
    {
        var hours = Fed(At(0), At(1, 3_700), At(6, 3_700), At(11, 3_700), At(16, 3_700), At(600, 3_700));
        Assert.True(hours.NeedsConfirmation);

        var confirmed = hours.Confirm()!;
        Assert.False(confirmed.NeedsConfirmation);
        Assert.Null(confirmed.After(At(605, 3_700)).Suspicion);
    }

    [Fact]
    public void What_was_confirmed_is_that_time_and_no_other()
    {
        var confirmed = Fed(At(0), At(1, 3_700), At(6, 3_700)).Confirm()!;

        var other = confirmed.After(At(7, 9_000)).After(At(12, 9_000)).After(At(17, 9_000)).After(At(22, 9_000));

        Assert.True(other.NeedsConfirmation);
    }

    [Fact]
    public void A_clock_that_goes_back_where_it_was_needs_nobody()
    {
        var back = Fed(At(0), At(1, 3_700), At(6, 3_700), At(7, 0), At(12), At(17));
        Assert.NotNull(back.Suspicion);

        Assert.Null(back.After(At(22)).Suspicion);
    }

    [Fact]
    public void What_is_committed_in_doubt_by_the_steady_clock_does_not_keep_a_clock_that_was_set_back_in_doubt()
    {
        var two = Fed(At(0), At(1, -10, lastCommit: 1), At(6, -10, lastCommit: 6), At(11, -10, lastCommit: 11));
        Assert.Equal(2, two.Suspicion!.Agreed);

        Assert.Null(two.After(At(16, -10, lastCommit: 16)).After(At(21, -10, lastCommit: 16)).Suspicion);
    }

    [Fact]
    public void What_is_committed_after_it_was_confirmed_does_not_undo_that()
    {
        var confirmed = Fed(At(0), At(1, -7_200, lastCommit: 1)).Confirm()!
            .After(At(6, -7_200, lastCommit: 6)).After(At(11, -7_200, lastCommit: 11));
        Assert.NotNull(confirmed.Suspicion);

        Assert.Null(confirmed.After(At(16, -7_200, lastCommit: 16)).After(At(21, -7_200, lastCommit: 16)).Suspicion);
    }

    [Fact]
    public void A_database_that_differs_on_is_not_confirmed_away()
    {
        var differs = Fed(At(0, database: 60), At(6, database: 60)).Confirm()!;

        Assert.NotNull(differs.After(At(12, database: 60)).After(At(18, database: 60)).After(At(24, database: 60)).Suspicion);
    }

    [Fact]
    public void In_doubt_it_goes_on_by_the_steady_clock_and_by_the_database_where_there_is_one()
    {
        Assert.Equal(Zero.AddSeconds(10), Fed(At(0), At(1, 3_700)).SteadyAt(TimeSpan.FromSeconds(10)));
        Assert.Equal(Zero.AddSeconds(70), Fed(At(0, database: 60)).SteadyAt(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Years_of_small_corrections_add_up_to_nothing_and_hasty_ones_do()
    {
        var years = Enumerable.Range(0, 1_000).Aggregate(
            TimeTrust.Begin(At(0)), (trust, hour) => trust.After(At(hour * 3_600, hour * 3)));
        Assert.Null(years.Suspicion);

        Assert.Equal(Reasons.Jumped, Fed(At(0), At(10, 4), At(20, 8)).Suspicion?.Reasons);
    }

    [Fact]
    public void Nobody_confirms_what_nobody_doubts() => Assert.Null(Fed(At(0), At(5)).Confirm());
}
