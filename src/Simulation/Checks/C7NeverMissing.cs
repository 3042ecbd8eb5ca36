using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// What is due is durable within 10 seconds while all is well, and within 60 seconds once whatever was wrong has come right.
/// A world whose net is off owes this only in its quiet phase, when somebody has switched it on.
/// </summary>
internal sealed class C7NeverMissing(World world) : Check(world, "C7")
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(60);

    private readonly bool _alwaysHasNet = world.Setting.Processes.All(wakers => wakers.Net);

    public override void AfterStep()
    {
        if ((!_alwaysHasNet && !World.IsQuiet) || World.Log.EarliestDue is not { } first)
        {
            return;
        }

        // promptness counts in time that really passes: the row's instant, moved by what the wall is off
        var due = first.NextAt - (World.Now - World.TrueNow);
        var latest = due + Prompt;
        var recovered = World.HealthySince + AfterOutage;
        latest = latest > recovered ? latest : recovered;
        Demand(
            World.TrueNow <= latest,
            $"{first.Stream} was due {first.NextAt:O}, all has been well since {World.HealthySince:O}, and nothing was written by {World.Now:O}");
    }

    public override void AtEnd()
    {
        foreach (var known in World.Truth.Cases.Values)
        {
            Demand(
                known.Timetable.WakeAt is not { } wakeAt || wakeAt + Prompt > World.Now,
                $"complaint/{known.Id}: {known.Timetable.Steps[0].Clock} {known.Timetable.Steps[0].Name} was due {known.Timetable.WakeAt:O} and never fired");
        }
    }
}
