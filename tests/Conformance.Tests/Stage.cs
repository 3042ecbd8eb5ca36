using Orleans.Storage;

namespace Monitoring.Conformance.Tests;

/// <summary>
/// Where the sentences are played: grains, a witness, and time that passes when told to. The sentences know no engine;
/// what knows one is in a folder of its name.
/// </summary>
public abstract class Stage
{
    /// <summary>
    /// What the clock shows at first: a Monday still to come, because Orleans compares "not to be collected before" with
    /// the clock on the wall, whatever clock its silo was given.
    /// </summary>
    public static readonly DateTimeOffset Monday = new(2031, 1, 6, 8, 0, 0, TimeSpan.Zero);

    public Witness Witness { get; init; } = new();

    public abstract IGrainFactory Grains { get; }

    /// <summary>The store named "store", from outside of the grains.</summary>
    public abstract IGrainStorage Storage { get; }

    /// <summary>How many grains of a class are active.</summary>
    public abstract Task<int> Active(Type grainClass);

    /// <summary>Plays a story from the start of the host to its stop.</summary>
    public abstract Task Play(Func<Task> story);

    /// <inheritdoc cref="Play(Func{Task})"/>
    public Task Play(Func<Stage, Task> story) => Play(() => story(this));

    /// <summary>What the clock shows.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Lets time pass. Where callers' patience goes by the clock on the wall, it wears out by itself.</summary>
    public abstract Task Pass(TimeSpan span);

    /// <summary>Lets time pass, and again where a call had not begun to wait by then, until the call is over.</summary>
    public virtual Task PassUntilOver(Task call, TimeSpan span) => Pass(span);

    /// <summary>Lets time pass up to an instant, but not before a timer or so many reminders wait for it.</summary>
    public async Task PassUntil(DateTimeOffset instant, int reminders = 1)
    {
        // Orleans looks every five minutes which reminders are due in the coming ten, and waits for no others
        var shortly = instant - TimeSpan.FromMinutes(4);
        if (shortly > Now)
        {
            await Pass(shortly - Now);
        }

        await Wait(instant, reminders);
        await Pass(instant - Now);
    }

    /// <summary>Lets every grain be idle for longer than idle grains are kept.</summary>
    public abstract Task BeIdle();

    /// <summary>Is done once a timer or so many reminders wait for that instant.</summary>
    protected abstract Task Wait(DateTimeOffset instant, int reminders);
}

/// <summary>What a sentence may wish to be otherwise.</summary>
public sealed record Wishes
{
    /// <summary>What the clock shows at first.</summary>
    public DateTimeOffset StartAt { get; init; } = Stage.Monday;

    /// <summary>A table that outlives the host, as a database does; the engine's own in memory unless given.</summary>
    public IReminderTable? Reminders { get; init; }

    /// <summary>How many calls may wait for one grain.</summary>
    public int? LongestQueue { get; init; }

    /// <summary>Where the patience of callers goes by the clock on the wall, it is short.</summary>
    public bool CallersSoonGiveUp { get; init; }

    /// <summary>Where the time for a goodbye goes by the clock on the wall, it is short.</summary>
    public bool GoodbyesAreShort { get; init; }

    /// <summary>Where idleness goes by the clock on the wall, idle grains are kept for a few seconds only.</summary>
    public bool IdleAreSoonCollected { get; init; }
}

/// <summary>Sentences that hold on every engine: a class for each engine says on which stage.</summary>
public abstract class Sentences
{
    protected abstract Stage Stage(Wishes? wishes = null);
}
