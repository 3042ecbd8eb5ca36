namespace Monitoring.Conformance.Tests;

// Every sentence, on one thread and virtual time.

public sealed class TurnsOnVirtualTime : TurnSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class CallsOnVirtualTime : CallSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class LivesOnVirtualTime : LifeSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class TimersOnVirtualTime : TimerSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class RemindersOnVirtualTime : ReminderSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class StorageOnVirtualTime : StorageSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class ObserversOnVirtualTime : ObserverSentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}

public sealed class ManyOnVirtualTime : ManySentences
{
    protected override Stage Stage(Wishes? wishes) => new VirtualStage(wishes);
}
