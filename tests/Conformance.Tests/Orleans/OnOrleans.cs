namespace Monitoring.Conformance.Tests;

// Every sentence, on a silo of Microsoft Orleans.

public sealed class TurnsOnOrleans : TurnSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class CallsOnOrleans : CallSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class LivesOnOrleans : LifeSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class TimersOnOrleans : TimerSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class RemindersOnOrleans : ReminderSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class StorageOnOrleans : StorageSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class ObserversOnOrleans : ObserverSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class ManyOnOrleans : ManySentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}

public sealed class LostObserversOnOrleans : LostObserverSentences
{
    protected override Stage Stage(Wishes? wishes) => new OrleansStage(wishes);
}
