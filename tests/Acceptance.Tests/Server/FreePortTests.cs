using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Server;

public sealed class FreePortTests
{
    /// <summary>Both engines' suites run side by side; a port whose server was just killed looks free to the other.</summary>
    [Fact]
    public void A_port_that_was_taken_is_locked_for_every_other_process()
    {
        var port = FreePort.Take();

        Assert.Throws<IOException>(() => new FileStream(FreePort.Reservation(port), FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        Assert.NotEqual(port, FreePort.Take());
    }
}
