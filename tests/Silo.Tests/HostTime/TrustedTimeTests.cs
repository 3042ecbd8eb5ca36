using Monitoring.Grains;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.Silo.Tests.HostTime;

public sealed class TrustedTimeTests
{
    [Fact]
    public void A_reading_says_since_when_the_process_runs()
    {
        var time = new ManualTime();
        var began = time.GetUtcNow();
        var trusted = new TrustedTime(time);

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((began + TimeSpan.FromHours(1), began, null), (trusted.Read().At, trusted.Read().UpSince, trusted.Read().BelievedSince));
    }
}
