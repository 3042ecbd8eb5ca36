namespace Monitoring.Embedded;

/// <summary>One queue for the turns of all activations and for the answers, emptied by one thread, one at a time.</summary>
internal sealed class VirtualRunner(FaultPlan? faults) : TurnRunner
{
    private readonly Queue<IThreadPoolWorkItem> _ready = new(); // also the lock: work from outside comes on its own threads
    private int _expected;
    private bool _isDriven;

    public FaultPlan? Faults { get; } = faults;

    /// <summary>The scheduler of what runs outside any grain: the story that a driver drives.</summary>
    public Turns Outside => field ??= new Turns(new Outsider(), this);

    public override int TurnsInARow => 1;

    // an answer is published outside any turn, so what awaits it from outside goes on at once, on this thread
    public override TaskCreationOptions PromiseOptions => TaskCreationOptions.None;

    public override void Schedule(IThreadPoolWorkItem work)
    {
        lock (_ready)
        {
            _ready.Enqueue(work);
            Monitor.Pulse(_ready);
        }
    }

    public override void Publish(IThreadPoolWorkItem answer) => Schedule(answer);

    /// <summary>Work is under way on other threads: until it is back, nothing is idle and time does not move.</summary>
    public void Expect() => Interlocked.Increment(ref _expected);

    public void ScheduleExpected(IThreadPoolWorkItem work)
    {
        lock (_ready)
        {
            _expected--;
            Schedule(work);
        }
    }

    /// <summary>Begins to drive: one driver at a time, and no context of its own that would take continuations elsewhere.</summary>
    public Driving Drive()
    {
        if (_isDriven)
        {
            throw new InvalidOperationException(
                "This virtual time is being driven already: what it runs must not drive it. Await instead.");
        }

        _isDriven = true;
        return new Driving(this);
    }

    /// <summary>Runs the next turn.</summary>
    /// <returns>False when there is none and none is expected.</returns>
    public bool RunNext(TimeSpan patience)
    {
        IThreadPoolWorkItem work;
        lock (_ready)
        {
            while (_ready.Count == 0)
            {
                if (Volatile.Read(ref _expected) == 0)
                {
                    return false;
                }

                if (!Monitor.Wait(_ready, patience))
                {
                    throw new TimeoutException($"Work outside the virtual host has not come back within {patience}.");
                }
            }

            work = _ready.Dequeue();
            if (_ready.Count > 0 && Faults?.AreTurnsSwapped() == true)
            {
                _ready.Enqueue(work);
                work = _ready.Dequeue();
            }
        }

        if (work is Turns { Taker: Activation activation } && Faults?.IsActivationLost() == true)
        {
            activation.Abandon();
        }

        work.Execute();
        return true;
    }

    public readonly ref struct Driving
    {
        private readonly VirtualRunner _runner;
        private readonly SynchronizationContext? _context;

        public Driving(VirtualRunner runner)
        {
            _runner = runner;
            _context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
        }

        public void Dispose()
        {
            SynchronizationContext.SetSynchronizationContext(_context);
            _runner._isDriven = false;
        }
    }

    private sealed class Outsider : ITurnTaker
    {
        public void Take(object item) => throw new NotSupportedException("Only tasks run here.");
    }
}
