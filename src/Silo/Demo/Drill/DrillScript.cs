using Monitoring.Grains;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>Carries out the script of the bad day. While a fault is on, be it by hand, it starts no other.</summary>
internal sealed class DrillScript(FaultBook book, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var planned in BadDay.From(book.OpenedAt, book.Seed))
        {
            var wait = planned.At - time.Now();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stoppingToken);
            }

            if (!book.AnythingIsOn)
            {
                book.Start(planned.Fault, planned.Length, scripted: true);
            }
        }
    }
}
