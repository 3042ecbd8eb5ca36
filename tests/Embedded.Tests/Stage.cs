using Orleans.Storage;

namespace Monitoring.Embedded.Tests;

/// <summary>
/// Where the sentences are played: grains, a witness, and time that passes when told to. The sentences know no engine;
/// what knows one is in a folder of its name.
/// </summary>
public abstract class Stage
{
    public static readonly DateTimeOffset Monday = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);

    public Witness Witness { get; init; } = new();

    public abstract IGrainFactory Grains { get; }

    /// <summary>Outlives the host, as a database does.</summary>
    public abstract IReminderTable Reminders { get; }

    /// <inheritdoc cref="Reminders"/>
    public abstract IGrainStorage Storage { get; }

    /// <summary>How many grains of a class are active.</summary>
    public abstract int Active(string grainType);

    /// <summary>Plays a story from the start of the host to its stop.</summary>
    public abstract Task Play(Func<Task> story);

    /// <inheritdoc cref="Play(Func{Task})"/>
    public Task Play(Func<Stage, Task> story) => Play(() => story(this));

    /// <summary>Lets time pass.</summary>
    public abstract Task Pass(TimeSpan span);
}

/// <summary>What a sentence may wish to be otherwise.</summary>
/// <param name="StartAt">What the clock shows at first; <see cref="Stage.Monday"/> unless given.</param>
/// <param name="Reminders">The table that an earlier stage has left; an empty one unless given.</param>
/// <param name="LongestQueue">How many calls may wait for one grain.</param>
public sealed record Wishes(DateTimeOffset? StartAt = null, IReminderTable? Reminders = null, int? LongestQueue = null);

/// <summary>Sentences that hold on every engine: a class for each engine says on which stage.</summary>
public abstract class Sentences
{
    protected abstract Stage Stage(Wishes? wishes = null);
}
