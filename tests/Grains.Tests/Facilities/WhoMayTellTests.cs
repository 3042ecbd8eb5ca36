using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;

namespace Monitoring.Grains.Tests.Facilities;

public class WhoMayTellTests
{
    [Theory]
    [InlineData("operator", null, true, true)]
    [InlineData("supervisor", null, true, true)]
    [InlineData("inspectorate", null, true, true)]
    [InlineData("manager", "f1", false, true)]
    [InlineData("manager", "f2", false, false)]
    [InlineData("manager", "3601", false, false)]
    [InlineData("admin", null, false, false)]
    [InlineData("citizen", "f1", false, false)]
    [InlineData("gateway", "f1", false, false)]
    [InlineData("system", null, false, false)]
    [InlineData("", null, false, false)]
    public void A_province_tells_all_a_facility_tells_of_itself_but_that_it_was_visited_and_nobody_of_another(
        string role, string? desk, bool visit, bool other)
    {
        var by = new Actor(role, desk);

        Assert.Equal(visit, WhoMayTell.Ask(new Visit(null) { By = by }, "f1"));
        Assert.Equal(visit, WhoMayTell.Ask(new HoldWorkshop(null) { By = by }, "f1"));
        foreach (var command in (FacilityCommand[])
        [
            new ReportVisit { By = by }, new ReportNothing { By = by }, new ReportIndicator("2026-01", 1, 1) { By = by }, new HoldForum(null) { By = by },
            new MakePromise("p", default) { By = by }, new KeepPromise("p") { By = by }, new ShowOfficer { By = by }, new Review { By = by },
            new TellIncident("i", null) { By = by }, new Notify("i") { By = by },
        ])
        {
            Assert.Equal(other, WhoMayTell.Ask(command, "f1"));
        }
    }
}
