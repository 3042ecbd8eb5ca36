using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.WhatIf;
using Monitoring.Silo.Options;
using Monitoring.Silo.WhatIf;
using Told = Monitoring.Grains.Rules.WhatIf.Told;

namespace Monitoring.Silo.Tests.WhatIf;

public class ComparisonTests
{
    private static readonly Owner Hospital = new("h1", "3671", "hospital", "B", "pemkot");
    private static readonly Owner Puskesmas = new("p1", "3601", "puskesmas", null, "pemkab");
    private static readonly DateTimeOffset DueAt = new(2026, 5, 5, 2, 0, 0, TimeSpan.Zero);

    private static LifeUnderAPolicy Life(bool broken, Owner by, Owner end, bool isSealed = false) => new(
        end,
        isSealed,
        [new PromiseMade("kwtk", 0, DueAt, null, broken, broken ? by : end)],
        broken ? [new Told("R2", "kwtk", 0, DueAt, by)] : [],
        0);

    [Fact]
    public void A_breach_is_counted_where_the_case_lay_and_the_case_where_it_is()
    {
        var all = new Comparison();
        all.Add("c1", Life(false, Hospital, Puskesmas), Life(true, Hospital, Puskesmas));

        var figures = all.Facilities.ToDictionary(f => f.Facility, f => f.Figures);
        Assert.Equal((0, 1), (figures["h1"].Of(Measure.Broken, "kwtk", Side.Compare), figures["h1"].Of(Measure.Broken, "kwtk", Side.Policy)));
        Assert.Equal((0, 1), (figures["h1"].Of(Measure.Cases, "", Side.Policy), figures["p1"].Of(Measure.Cases, "", Side.Policy)));
        Assert.Equal(1, all.Regions["3671"].Of(Measure.Told, "R2", Side.Policy));
        Assert.Equal(1, all.Province.Of(Measure.CasesLate, "", Side.Policy));
        Assert.Equal(1, all.Differing);
    }

    [Fact]
    public void A_sealed_case_is_one_number_and_nothing_else()
    {
        var all = new Comparison();

        Assert.Null(all.Add("c1", Life(false, Hospital, Hospital, isSealed: true), Life(true, Hospital, Hospital, isSealed: true)));
        Assert.Equal((1, 0, 0), (all.Sealed, all.Cases, all.Differing));
        Assert.Empty(all.Facilities);
        Assert.Empty(all.Province.Rows);
    }

    [Fact]
    public void Another_deadline_that_was_kept_all_the_same_is_no_difference()
    {
        var kept = Life(false, Hospital, Hospital);
        var later = kept with { Promises = [kept.Promises[0] with { DueAt = DueAt.AddDays(1) }] };

        Assert.Null(DifferingCase.Of("c1", kept, later));
    }

    [Theory]
    [InlineData("--compare P1.json", "Name the policy to be tried")]
    [InlineData("--policy P2.json --compare P1.json cases.csv", "Name one source")]
    [InlineData("--policy P2.json --compare P1.json cases.csv --map M.json --data D", "Name one source")]
    [InlineData("--policy P2.json --compare P1.json --as-of yesterday", "--as-of must be an instant")]
    [InlineData("--policy P2.json --compare P1.json --verdicts V.csv", "There is no option --verdicts")]
    public void What_makes_no_sense_is_refused_by_name(string args, string reason) => Assert.Contains(
        reason, Assert.Throws<OptionsException>(() => WhatIfOptions.From(args.Split(' '))).Message, StringComparison.Ordinal);
}
