using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Duty;

/// <summary>Whom each rung leads to now, by the rules that decide it when a step is reached.</summary>
public class RungsNowTests
{
    private static readonly PolicyPack Pack =
        PolicyReader.Read(Province.Pack(Province.OneRung, Clock("answer", """{"elapsed":"PT72H"}""", more: Province.Laddered)), "pack");

    [Theory]
    [InlineData("pemkab", null, false, "R0 empty; R1 officer:a; R2 office@3601; R3 hq; R4 ")]
    [InlineData("pemprov", null, false, "R0 empty; R1 officer:a; R2 hq; R3 hq; R4 ")]
    [InlineData("swasta", null, false, "R0 empty; R1 officer:a; R2 no-desk; R3 hq; R4 ")]
    [InlineData("pemkab", "staff", false, "R0 empty; R1 accused; R2 office@3601; R3 hq; R4 ")]
    [InlineData("pemkab", null, true, "R0 sealed; R1 sealed; R2 sealed; R3 hq; R4 ")]
    public void Each_rung_has_a_desk_with_its_holders_or_a_reason_to_be_passed_over(string owner, string? accused, bool whistleblower, string rungs)
    {
        var traits = new CaseTraits { Channel = "LAPOR", Accused = accused, Whistleblower = whistleblower };
        var roster = Province.Roster("""{"desk":"ward@f1","holders":[]},{"desk":"head@f1","holders":[{"holder":"officer:a"}]}""");

        var now = WhoIsTold.Now(new Owner("f1", "3601", "hospital", "B", owner), traits, Pack, roster, At("05-04 09:00"));

        Assert.Equal(rungs, string.Join("; ", now.Select(one => $"{one.Rung.Id} {one.Why ?? string.Join(',', one.Holders)}")));
        Assert.All(now, one => Assert.Equal(one.Why is not null, one.Holders.IsEmpty && !one.Rung.Offered));
    }

    [Theory]
    [InlineData(null, "R1")]
    [InlineData("staff", "R1")]
    public void It_is_what_a_step_would_tell(string? accused, string asked)
    {
        var complaint = Province.Story().Do("05-04 09:00", Province.Accusing(accused)).State;
        var now = WhoIsTold.Now(complaint.Owner, complaint.Traits, Pack, null, At("05-04 10:00"));

        var telling = WhoIsTold.Of([asked], complaint, Pack, null, At("05-04 10:00"))!;

        var first = now.SkipWhile(one => one.Rung.Id != asked).First(one => one.Why is null);
        var told = Assert.Single(telling.Told);
        Assert.Equal((first.Rung.Id, first.Desk, first.Holders[0]), (told.Rung, told.Desk, told.Holders[0]));
    }
}
