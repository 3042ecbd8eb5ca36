using Monitoring.Silo.Demo.Drill;

namespace Monitoring.Silo.Tests.Drill;

public sealed class BadDayTests
{
    private static readonly DateTimeOffset Opening = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(36)]
    [InlineData(int.MaxValue)]
    public void A_fault_of_20_to_60_seconds_comes_every_two_to_three_minutes(int seed)
    {
        var day = BadDay.From(Opening, seed).Take(200).ToArray();

        Assert.Equal(Opening + BadDay.FirstAfter, day[0].At);
        Assert.All(day, f => Assert.InRange(f.Length, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60)));
        Assert.All(day.Zip(day.Skip(1)), two => Assert.InRange(
            two.Second.At - two.First.At, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)));
    }

    [Fact]
    public void Each_fault_comes_once_before_any_comes_again() =>
        Assert.All(
            BadDay.From(Opening, 36).Take(10 * FaultKinds.All.Length).Chunk(FaultKinds.All.Length),
            round => Assert.Equal(FaultKinds.All.Length, round.DistinctBy(f => f.Fault).Count()));

    [Fact]
    public void The_same_seed_is_the_same_day_and_another_is_another()
    {
        Assert.Equal(BadDay.From(Opening, 7).Take(50), BadDay.From(Opening, 7).Take(50));
        Assert.NotEqual(BadDay.From(Opening, 7).Take(50), BadDay.From(Opening, 8).Take(50));
    }

    [Fact]
    public void Every_fault_has_its_row_and_its_name()
    {
        Assert.Equal(Enum.GetValues<Fault>(), FaultKinds.All.Select(kind => kind.Fault));
        Assert.All(FaultKinds.All, kind => Assert.Same(kind, FaultKinds.Find(kind.Id)));
        Assert.Null(FaultKinds.Find("earthquake"));
    }
}
