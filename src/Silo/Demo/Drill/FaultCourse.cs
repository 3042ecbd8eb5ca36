using System.Collections.Immutable;
using Monitoring.Grains;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>
/// How a fault goes: cases are filed that come due in it; it is on, while gateways go on filing; it is over; the product
/// catches up; the log is read for what came of it; people clear the cases away.
/// </summary>
internal sealed partial class FaultCourse(
    Switchboard switches,
    DrillCases people,
    DoorTally door,
    ScreenCable cable,
    DrillLine line,
    ReadBack log,
    Func<string, int, DemoLives> lives,
    TimeProvider time,
    IHostApplicationLifetime life,
    ILogger<FaultCourse> logger)
{
    /// <summary>After an outage everything must have been noticed within this.</summary>
    public static readonly TimeSpan CaughtUpWithin = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FileEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FloodEvery = TimeSpan.FromMilliseconds(50);

    public async Task Run(FaultRun run, DrillTotals totals)
    {
        // whoever started it has other things to do
        await Task.Yield();
        try
        {
            await Whole(run, totals, life.ApplicationStopping);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            // with the server ends its drill
        }
        catch (Exception e)
        {
            run.BrokeOff = run.Found is null;
            LogBroken(e, run.Fault);
        }
        finally
        {
            End(run);
        }
    }

    private async Task Whole(FaultRun run, DrillTotals totals, CancellationToken stopping)
    {
        LogStarted(FaultKinds.Of(run.Fault).Id, run.Length.TotalSeconds);
        var name = $"drill-{run.StartedAt.ToUnixTimeMilliseconds()}-{run.Number}-";
        var invented = lives(name, run.Number);
        var head = await log.Head(stopping);
        using var counting = door.Into(run.Intake);
        var cases = await people.File(invented, DrillCases.Deadlines(run.Fault, run.StartedAt, run.Length));
        foreach (var one in cases)
        {
            run.Intake.Acknowledge(one.Complaint);
        }

        var about = invented.Facility();
        var usual = new GatewayShift(line.Http, name + "g", invented.Facility, time);
        var flood = new GatewayShift(line.Http, name + "f", () => about, time);
        var opened = cable.Opened;
        var working = await Suffer(run, usual, flood, stopping);
        await CatchUp(run, head, cases, opened, working, stopping);

        run.Slowest = usual.Slowest;
        var breaches = await log.Breaches(head, stopping);
        run.Found = Findings.Of(breaches, run.StartedAt, run.EndedAt!.Value, cases) with
        {
            Lost = await log.Lost(run.Intake.Acknowledged, stopping),
        };
        totals.Add(run);
        counting.Dispose();
        await people.Handle(cases, stopping);
        await people.Withdraw([.. usual.Taken, .. flood.Taken]);
    }

    private async Task<Task> Suffer(FaultRun run, GatewayShift usual, GatewayShift flood, CancellationToken stopping)
    {
        switches.TurnOn(run.Fault);
        var over = switches.Over(run.Fault);
        if (run.Fault == Fault.ScreensCut)
        {
            run.ScreensCut = cable.Cut();
        }

        Task[] working =
        [
            usual.Work(FileEvery, over, stopping),
            run.Fault == Fault.Flood ? flood.Work(FloodEvery, over, stopping) : Task.CompletedTask,
        ];
        var left = run.EndsAt - time.Now();
        if (left > TimeSpan.Zero)
        {
            await Task.WhenAny(run.Stopped, Task.Delay(left, time, stopping));
            stopping.ThrowIfCancellationRequested();
        }

        End(run);
        return Task.WhenAll(working);
    }

    private void End(FaultRun run)
    {
        // once only: the same fault may have been started anew since
        if (run.EndedAt is null)
        {
            switches.TurnOff(run.Fault);
            run.EndedAt = time.Now();
        }
    }

    /// <summary>Waits until every deadline that passed is noticed, all filings are answered and the screens are back.</summary>
    private async Task CatchUp(
        FaultRun run, long head, ImmutableArray<DrillCase> cases, int opened, Task working, CancellationToken stopping)
    {
        var endedAt = run.EndedAt!.Value;
        while (true)
        {
            run.ScreensBack = cable.Opened - opened;
            var breaches = await log.Breaches(head, stopping);
            var caughtUp = working.IsCompleted
                && run.ScreensBack >= run.ScreensCut
                && !Findings.Unnoticed(breaches, endedAt, cases).Any();
            if (caughtUp)
            {
                await working;
                return;
            }

            if (time.Now() - endedAt > CaughtUpWithin)
            {
                return;
            }

            await Task.Delay(LookEvery, time, stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "LATIHAN / DRILL: {Fault} for {Seconds} s.")]
    private partial void LogStarted(string fault, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The drill of {Fault} broke off.")]
    private partial void LogBroken(Exception exception, Fault fault);
}
