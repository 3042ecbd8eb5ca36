using Monitoring.Grains;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Vault;

namespace Monitoring.Silo.Tests.SignIn;

public sealed class SessionTicketsTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("monitoring-tickets-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void A_new_admin_key_ends_every_session_of_the_old_one()
    {
        var ticket = With("the-key-that-was-told-on").Issue();
        Assert.True(With("the-key-that-was-told-on").IsGood(ticket));

        Assert.False(With("the-key-that-took-its-place").IsGood(ticket));
    }

    private SessionTickets With(string adminKey)
    {
        var folder = new KeyFolder(_data.FullName);
        return new SessionTickets(
            ServerKeys.In(folder), AdminKey.In(folder, adminKey), new TrustedTime(TimeProvider.System), SessionLife.At(1), new NobodySignedOut());
    }

    private sealed class NobodySignedOut : IEndedSessions
    {
        public bool Has(string session) => false;

        public ValueTask End(string session, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellation) =>
            ValueTask.CompletedTask;
    }
}
