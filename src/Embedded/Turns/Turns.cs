namespace Monitoring.Embedded;

/// <summary>
/// The turns of one activation, one at a time and in the order they came: what was posted to it, and, because it is the
/// task scheduler of these turns, every continuation of what they began.
/// </summary>
internal sealed class Turns(ITurnTaker taker, TurnRunner runner) : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> TakePosted = static turns => ((Turns)turns!).Take();

    private readonly Queue<object> _queue = new(); // also the lock
    private object? _turn; // the task that takes _posted
    private object? _posted;
    private bool _scheduled;
    private bool _closed;
    private bool _abandoned;

    public ITurnTaker Taker { get; } = taker;

    /// <summary>How many turns wait, give or take those of this moment.</summary>
    public int Count => _queue.Count;

    public override int MaximumConcurrencyLevel => 1;

    /// <returns>False once the turns are closed: the item was not taken.</returns>
    public bool Post(object item) => Enqueue(item, evenIfClosed: false);

    /// <summary>Nothing more can be posted; what has begun goes on.</summary>
    /// <returns>False if they had been closed before.</returns>
    public bool Close()
    {
        lock (_queue)
        {
            var wasOpen = !_closed;
            _closed = true;
            return wasOpen;
        }
    }

    /// <summary>As if the process had died: no further turn runs. Gives back what was posted and not yet taken.</summary>
    public List<object> Abandon()
    {
        lock (_queue)
        {
            _closed = true;
            _abandoned = true;
            var posted = _queue.Where(item => item is not Task).ToList();
            _queue.Clear();
            return posted;
        }
    }

    public void Execute()
    {
        for (var turn = 0; turn < runner.TurnsInARow; turn++)
        {
            object item;
            lock (_queue)
            {
                if (!_queue.TryDequeue(out item!))
                {
                    _scheduled = false;
                    return;
                }
            }

            Run(item);
        }

        lock (_queue)
        {
            if (_queue.Count == 0)
            {
                _scheduled = false;
                return;
            }
        }

        runner.Schedule(this);
    }

    protected override void QueueTask(Task task) => Enqueue(task, evenIfClosed: true);

    // only from a turn of ours, on top of the stack that is running: anywhere else would be a second turn at once
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued
        && (ReferenceEquals(Current, this) || ReferenceEquals(task, _turn))
        && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_queue)
        {
            return [.. _queue.OfType<Task>()];
        }
    }

    private bool Enqueue(object item, bool evenIfClosed)
    {
        lock (_queue)
        {
            if (_abandoned || (_closed && !evenIfClosed))
            {
                return false;
            }

            _queue.Enqueue(item);
            if (_scheduled)
            {
                return true;
            }

            _scheduled = true;
        }

        runner.Schedule(this);
        return true;
    }

    private void Run(object item)
    {
        if (item is Task continuation)
        {
            TryExecuteTask(continuation);
            return;
        }

        // inside a task, so that awaits find this scheduler as the current one
        _posted = item;
        var turn = new Task(TakePosted, this, TaskCreationOptions.DenyChildAttach);
        _turn = turn;
        turn.RunSynchronously(this);
        _turn = null;
        turn.GetAwaiter().GetResult(); // what grains throw was caught: this would be the engine's own fault
    }

    private void Take()
    {
        var item = _posted!;
        _posted = null;
        Taker.Take(item);
    }
}
