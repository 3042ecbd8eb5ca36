using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Demo;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Tests.Demo;

public class DemoProvinceTests
{
    private static readonly DateTimeOffset OpenAt = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_deadline_that_is_asked_for_passes_twelve_seconds_after_the_opening_with_a_past_or_without(bool hasPast)
    {
        var province = Province(hasPast);
        var asked = hasPast ? province.History.Concat(province.Live) : province.Live;

        var first = asked.Select(s => s.Command).OfType<FileComplaint>()
            .Select(f => f.Traits.ExternalDueAt).Where(at => at > OpenAt).Min();

        Assert.Equal(OpenAt + TimeSpan.FromSeconds(12), first);
    }

    [Fact]
    public void Without_a_past_nothing_is_asked_of_a_complaint_before_it_is_filed()
    {
        var filed = new HashSet<string>();
        foreach (Scheduled asked in Province(hasPast: false).Live.Where(s => s.At <= OpenAt))
        {
            Assert.True(asked.Command is FileComplaint ? filed.Add(asked.Complaint) : filed.Contains(asked.Complaint));
        }

        Assert.NotEmpty(filed);
    }

    private static DemoProvince Province(bool hasPast) => new(
        Roster.Parse(File.ReadAllText(ShippedFile.Find("policies/demo.facilities.json")), "demo"), new PolicyVersion("banten", "2026.2", "id-banten", "2026.1"), seed: 1, OpenAt)
    {
        HasPast = hasPast,
    };
}
