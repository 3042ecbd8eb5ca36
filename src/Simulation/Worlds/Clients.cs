using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// Who asks: sends, hears nothing, asks again under the same key; and the wire between, which doubles, delays and reorders.
/// </summary>
internal static class Clients
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public static void Send(World world, Ask ask)
    {
        Start(world, async () =>
        {
            if (ask.Overtaken > TimeSpan.Zero)
            {
                world.Tally.Count(Fault.RequestReordered);
                await Task.Delay(ask.Overtaken, world.Time);
            }

            await Deliver(world, ask, ask.Retries);
        });
        foreach (var later in ask.Again)
        {
            Start(world, async () =>
            {
                await Task.Delay(later, world.Time);
                world.Tally.Count(later < TimeSpan.FromSeconds(2) ? Fault.RequestDoubled : Fault.RequestLate);
                await Deliver(world, ask, retries: 0);
            });
        }
    }

    private static void Start(World world, Func<Task> story) =>
        _ = Task.Factory.StartNew(story, CancellationToken.None, TaskCreationOptions.None, world.Outside);

    private static async Task Deliver(World world, Ask ask, int retries)
    {
        var pause = FirstPause;
        for (var attempt = 0; ; attempt++)
        {
            var sentAfter = world.Truth.Events;
            if (await Try(world, ask, attempt) is { } outcome)
            {
                await Settle(world, ask, outcome, sentAfter);
                return;
            }

            if (attempt >= retries)
            {
                return; // gave up without having heard: it may or may not have happened
            }

            await Task.Delay(pause, world.Time);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            world.Tally.Count(Fault.RequestRetried);
        }
    }

    /// <returns>Null when there was no answer, or none that says what happened.</returns>
    private static async Task<Grains.Contracts.Outcome?> Try(World world, Ask ask, int attempt)
    {
        var id = Target(world, ask, attempt);
        var grain = world.AnyProcess().Host.Grains.GetGrain<IComplaintGrain>(id);
        try
        {
            world.Trace?.Add(world.Now, $"request {ask.Number} to {id}: {ask.Command.GetType().Name} ({ask.Command.Key!.Key})");
            var outcome = ask.Command is FileComplaint filing ? await grain.File(filing) : await grain.CarryOut(ask.Command);
            world.Trace?.Add(world.Now, $"request {ask.Number} answered: {outcome.Kind} {outcome.Refusal?.Code}{outcome.Receipt?.Version}");
            return outcome.Kind == OutcomeKind.TryAgain ? null : outcome;
        }
        catch (Exception e) when (IsExpected(e))
        {
            world.Trace?.Add(world.Now, $"request {ask.Number} failed: {e.GetType().Name}");
            return null;
        }
        catch (Exception e)
        {
            world.Fail("I2", $"request {ask.Number} ended with what no client can understand: {e}");
            return null;
        }
    }

    /// <summary>As at the door: each sending of a filing may get an id of its own, and the key tells them to be one.</summary>
    private static string Target(World world, Ask ask, int attempt) =>
        ask.Command is not FileComplaint ? world.Truth.IdOf(ask.Complaint)
        : attempt == 0 || world.Dice.Happens(0.5) ? world.Setting.Complaints[ask.Complaint]
        : $"case-{ask.Complaint}-{ask.Number}-{attempt}";

    private static async Task Settle(World world, Ask ask, Grains.Contracts.Outcome outcome, long sentAfter)
    {
        world.Checks.OnAnswer(ask, outcome, sentAfter);
        if (outcome is not { Kind: OutcomeKind.Repeated, Existing: { } earlier })
        {
            return;
        }

        // the answer of the first time is asked for again, as the door does
        try
        {
            var grain = world.AnyProcess().Host.Grains.GetGrain<IComplaintGrain>(earlier.Complaint);
            if (await grain.Recall(earlier.Seq) is { Kind: OutcomeKind.Done } recalled)
            {
                world.Checks.OnRecall(ask, earlier, recalled.Receipt!);
            }
        }
        catch (Exception e) when (IsExpected(e))
        {
            // nobody home just now; the key was checked all the same
        }
    }

    private static bool IsExpected(Exception e) => e is StorageUnknownException or TimeoutException or SiloUnavailableException
        or OrleansMessageRejectionException;
}
