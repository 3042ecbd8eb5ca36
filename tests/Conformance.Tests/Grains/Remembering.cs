namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Sets reminders and says when they come.</summary>
public interface IRemembering : IGrainWithStringKey
{
    Task Remember(string name, TimeSpan dueTime, TimeSpan period);

    Task<bool> Forget(string name);

    Task<bool> Remembers(string name);

    /// <summary>Lasts until the gate of that name is opened.</summary>
    Task Work(string name);

    Task Leave();

    Task Nothing();
}

public sealed class RememberingGrain(Witness witness, TimeProvider time) : Grain, IRemembering, IRemindable
{
    public Task Remember(string name, TimeSpan dueTime, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> Forget(string name)
    {
        if (await this.GetReminder(name) is not { } reminder)
        {
            return false;
        }

        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<bool> Remembers(string name) => await this.GetReminder(name) is not null;

    public async Task Work(string name)
    {
        witness.Say($"begin {name}");
        await witness.Gate(name);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Nothing() => Task.CompletedTask;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        witness.Say(reminderName); // first, so that whoever has heard the rest may count
        witness.Say($"{reminderName} at {time.GetUtcNow():dd HH:mm:ss}");
        witness.Say(
            $"{reminderName}, first at {status.FirstTickTime:HH:mm}, every {status.Period}, "
            + $"sent at {status.CurrentTickTime:HH:mm}");
        return reminderName == "fire" ? throw new ArgumentException("a reminder that fails") : Task.CompletedTask;
    }
}
