using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Tests.Calendars;
using NodaTime;

namespace Monitoring.Grains.Tests.Policies;

public class PolicyBookTests
{
    private static readonly PolicyPack Pack = PolicyReader.Read(TestPacks.Good, "good.json") with { Calendar = "test" };

    [Fact]
    public void Without_a_policy_only_the_external_deadline_runs()
    {
        var (pack, calendar) = (PolicyBook.ExternalOnly.Active.Pack, PolicyBook.ExternalOnly.Active.Calendar);

        Assert.Equal(("external-only", "1", "utc"), (pack.Id, pack.Version, pack.Calendar));
        Assert.Same(calendar, PolicyBook.ExternalOnly.Calendar("utc", "1"));
        Assert.Same(pack, PolicyBook.ExternalOnly.Pack("external-only", "1"));
        var clock = Assert.Single(pack.Clocks);
        Assert.Equal(("external", Milestone.Registered, null), (clock.Id, clock.Start, clock.Ladder));
        Assert.Equal([Milestone.Closed], clock.Stop.AsEnumerable());
        Assert.Equal(new Limit.External(), Assert.Single(clock.Limits.Rows).Value);
        Assert.True(pack.AcceptsGrade("any colour"));
    }

    [Fact]
    public void The_built_in_calendar_never_rests_and_knows_every_year()
    {
        var start = TestCalendars.At("2026-12-31T23:59:00Z");

        Assert.Equal(start.AddHours(1000), BuiltInPolicy.Calendar.AddWorkingTime(start, TimeSpan.FromHours(1000)));
        Assert.True(BuiltInPolicy.Calendar.IsWorkingDay(new LocalDate(2027, 1, 3)));
        Assert.False(BuiltInPolicy.Calendar.IsProvisional(start, start.AddYears(3)));
    }

    [Fact]
    public void A_book_with_one_more_pack_leaves_the_old_book_and_the_active_policy_alone()
    {
        var book = PolicyBook.ExternalOnly.With(TestCalendars.Boston).With(Pack);

        Assert.Same(Pack, book.Pack("office", "2026.1"));
        Assert.Same(TestCalendars.Boston, book.Calendar("test", "1"));
        Assert.Null(PolicyBook.ExternalOnly.FindPack("office", "2026.1"));
        Assert.Null(PolicyBook.ExternalOnly.FindCalendar("test", "1"));
        Assert.Equal("external-only", book.Active.Pack.Id);
        Assert.Equal((2, 2), (book.Packs.Count(), book.Calendars.Count()));
    }

    [Fact]
    public void New_complaints_are_opened_under_the_active_pair()
    {
        var book = PolicyBook.ExternalOnly.WithActive(Pack, TestCalendars.Boston);

        Assert.Equal(new ActivePolicy(Pack, TestCalendars.Boston), book.Active);
        Assert.Same(Pack, book.Pack("office", "2026.1"));
        Assert.Same(TestCalendars.Boston, book.Calendar("test", "1"));
    }

    [Fact]
    public void A_pack_whose_calendar_is_missing_is_refused()
    {
        var refused = Assert.Throws<PolicyRefusedException>(() => PolicyBook.ExternalOnly.With(Pack));

        Assert.Equal("policy office 2026.1, $.calendar: There is no calendar \"test\".", refused.Message);
    }

    [Fact]
    public void A_pack_does_not_count_on_another_calendar() => Assert.Equal(
        "$.calendar",
        Assert.Throws<PolicyRefusedException>(() => PolicyBook.ExternalOnly.WithActive(Pack, BuiltInPolicy.Calendar)).Path);

    [Fact]
    public void A_version_is_never_replaced()
    {
        var book = PolicyBook.ExternalOnly.WithActive(Pack, TestCalendars.Boston);

        Assert.Equal("$.version", Assert.Throws<PolicyRefusedException>(() => book.With(Pack with { Grades = [] })).Path);
        Assert.Equal("$.version", Assert.Throws<PolicyRefusedException>(() => book.With(TestCalendars.WithLunch)).Path);
        Assert.Same(Pack, book.With(Pack).With(Pack with { Version = "2026.2" }).Pack("office", "2026.1"));
    }

    [Fact]
    public void What_is_not_in_the_book_is_named()
    {
        var missing = Assert.Throws<KeyNotFoundException>(() => PolicyBook.ExternalOnly.Pack("banten", "2026.1"));

        Assert.Equal("The policy pack banten 2026.1 is not loaded.", missing.Message);
        Assert.Throws<KeyNotFoundException>(() => PolicyBook.ExternalOnly.Calendar("utc", "2"));
    }
}
