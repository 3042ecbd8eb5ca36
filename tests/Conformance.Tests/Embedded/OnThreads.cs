namespace Monitoring.Conformance.Tests;

// Every sentence, on the thread pool.

public sealed class TurnsOnThreads : TurnSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class CallsOnThreads : CallSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class LivesOnThreads : LifeSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class TimersOnThreads : TimerSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class RemindersOnThreads : ReminderSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class StorageOnThreads : StorageSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class ObserversOnThreads : ObserverSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class ManyOnThreads : ManySentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}

public sealed class LostObserversOnThreads : LostObserverSentences
{
    protected override Stage Stage(Wishes? wishes) => new ThreadStage(wishes);
}
