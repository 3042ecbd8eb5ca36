using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Duty;

/// <summary>
/// Puts the newest duty roster of the store on the shelf when the server starts, and, where several processes share a
/// store, again every half minute: another one may have taken a newer roster meanwhile.
/// </summary>
public sealed partial class DutyInForce(
    PolicyShelf shelf, IDocumentStore documents, SiloOptions options, TimeProvider time, ILogger<DutyInForce> logger) : BackgroundService
{
    internal const string Kind = "duty";

    private static readonly TimeSpan LookAgainEvery = TimeSpan.FromSeconds(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Load(shelf, documents, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>The newest roster of the store is the one in force.</summary>
    internal static async Task Load(PolicyShelf shelf, IDocumentStore documents, CancellationToken cancellation)
    {
        var stored = (await documents.GetDocuments(Kind, cancellation))
            .Aggregate((StoredDocument?)null, (best, one) =>
                best is null || PolicyOrder.Compare(one.Version, best.Version) > 0 ? one : best);
        if (stored is not null && (shelf.Duty is not { } duty || PolicyOrder.Compare(stored.Version, duty.Version.Version) > 0))
        {
            shelf.PutOnDuty(DutyReader.Read(stored.Body, $"duty roster {stored.Id} {stored.Version} of the store"));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Database.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(LookAgainEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Load(shelf, documents, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The duty roster could not be read again; the one in force stays, and it is tried again.")]
    private partial void LogFailed(Exception exception);
}
