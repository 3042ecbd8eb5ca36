using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Storage.Postgres;
using Monitoring.Silo.Tests.Http;
using Monitoring.Silo.Tests.Storage;
using Monitoring.Silo.Tests.Storage.Postgres;

namespace Monitoring.Silo.Tests.HostTime;

/// <summary>The clock of a real PostgreSQL as the common reference.</summary>
public class DatabaseTimeTests
{
    [Fact]
    public async Task A_machine_whose_clock_agrees_with_the_database_is_believed()
    {
        var trusted = await Looked(new ShiftedTime());

        Assert.Null(trusted.Trust.Suspicion);
        Assert.NotNull(trusted.Trust.Database);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    [InlineData(3_600 * 24 * 30)]
    public async Task A_machine_off_by_more_than_two_seconds_is_not_and_goes_on_by_the_database(double off)
    {
        var time = new ShiftedTime();
        time.Advance(TimeSpan.FromSeconds(off));

        var trusted = await Looked(time);

        Assert.Equal(Reasons.DatabaseDiffers, trusted.Trust.Suspicion?.Reasons);
        var now = trusted.Read();
        Assert.InRange((now.WallAt!.Value - now.At).TotalSeconds - off, -1.5, 1.5);
    }

    [Fact]
    public async Task A_wall_clock_before_the_end_of_the_log_is_not_believed()
    {
        await using var opened = await Opened.New();
        var time = new ShiftedTime();
        var later = (time.GetUtcNow() + TimeSpan.FromHours(1)).ToWholeMilliseconds();
        var item = $$"""{"at":"{{later:yyyy-MM-ddTHH:mm:ss.fffZ}}","kind":"filed","facility":"f","region":"r"}""";
        var filed = new Append("complaint/1", 0, [new(later, "filed", "{}", item, [Audience.Inspectorate])], null, [], null);
        await opened.Log.Append(EventChain.Link(filed, EventHash.None), Sample.None);
        var trusted = new TrustedTime(time);
        using var watch = new TimeWatch(trusted, opened.Log, time, NullLogger<TimeWatch>.Instance);

        await watch.RunOnce(Sample.None);

        Assert.Equal(Reasons.BeforeLastCommit, trusted.Trust.Suspicion?.Reasons);
    }

    private static async Task<TrustedTime> Looked(ShiftedTime time)
    {
        await using var opened = await Opened.New();
        var trusted = new TrustedTime(time);
        using var watch = new TimeWatch(
            trusted, opened.Log, time, NullLogger<TimeWatch>.Instance, new PostgresTime(opened.Database));
        await watch.RunOnce(Sample.None);
        return trusted;
    }
}
