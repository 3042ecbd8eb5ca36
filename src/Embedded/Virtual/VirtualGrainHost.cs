using System.Text;
using Orleans;

namespace Monitoring.Embedded;

/// <summary>
/// Drives a <see cref="GrainHost"/> on virtual time: one thread, one queue, and the clock moves only when it is told
/// to, from one due timer to the next. The same inputs give the same order of everything.
/// </summary>
public sealed class VirtualGrainHost
{
    private const long LongestInstant = 100_000_000;

    private readonly VirtualRunner _runner;
    private DateTimeOffset _instant;
    private long _turns; // at this instant

    internal VirtualGrainHost(GrainHost host, VirtualTime time)
    {
        Host = host;
        Time = time;
        _runner = time.Runner;
    }

    public GrainHost Host { get; }

    public VirtualTime Time { get; }

    public DateTimeOffset Now => Time.Now;

    public IGrainFactory Grains => Host.GrainFactory;

    /// <summary>How long, on the real clock, to wait for work given to <see cref="Outside{T}"/>. A minute unless set.</summary>
    public TimeSpan OutsideWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Is told of every request that begins: when, which grain, what.</summary>
    public void Trace(Action<DateTimeOffset, string, string>? trace) =>
        Host.OnTurn = trace is null ? null : (activation, request) => trace(Now, activation.ToString(), request.Name);

    /// <summary>Starts the host: from now on reminders tick.</summary>
    public void Start() => Drive(() => Host.StartAsync(CancellationToken.None));

    /// <summary>Stops the host as a shutdown does; calls and goodbyes that need time get it, within their limits.</summary>
    public void Stop() => Drive(
        () => Host.StopAsync(CancellationToken.None), Now + Host.Options.AnswerWithin + Host.Options.DeactivateWithin);

    /// <summary>
    /// Stops the host as a crash does: nothing of it runs any more, and its callers learn only that it is gone. Another
    /// host may go on, on the same time and the same stores.
    /// </summary>
    public void Kill() => Host.Kill();

    /// <summary>Runs every turn there is, and those they cause, without moving the clock.</summary>
    public void RunUntilIdle()
    {
        using var _ = _runner.Drive();
        while (_runner.RunNext(OutsideWithin))
        {
            CountTurn();
        }
    }

    /// <summary>Becomes idle, then jumps to the next due timer, fires it, and becomes idle again.</summary>
    /// <returns>False, and the clock has not moved, when there is no such timer up to <paramref name="until"/>.</returns>
    public bool RunNext(DateTimeOffset? until = null)
    {
        RunUntilIdle();
        if (NextDueAt() is not { } next || next > until)
        {
            return false;
        }

        Time.MoveTo(next);
        using (_runner.Drive())
        {
            Host.ExpireCalls();
            Time.FireNext();
            CountTurn();
        }

        RunUntilIdle();
        return true;
    }

    /// <summary>Lives through everything due up to an instant, in order, and sets the clock there.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, Now);
        while (RunNext(instant))
        {
        }

        Time.MoveTo(instant);
    }

    /// <summary>As <see cref="AdvanceTo"/>.</summary>
    public void Advance(TimeSpan span) => AdvanceTo(Now + span);

    /// <summary>
    /// Freezes the process for a while, as a suspended machine does: what was due meanwhile comes late, when it goes on.
    /// </summary>
    public void Suspend(TimeSpan span) => Time.MoveTo(Now + span);

    /// <summary>Sets the clock on the wall forward or back. Timers count elapsed time and do not notice.</summary>
    public void StepClock(TimeSpan by) => Time.Step(by);

    /// <summary>
    /// Runs <paramref name="work"/> and what it causes until it is done. Up to <paramref name="until"/> the clock may
    /// move, from timer to timer; without it, it stands still.
    /// </summary>
    /// <exception cref="InvalidOperationException">It cannot go on. The message says which grains are busy with what.</exception>
    public void Drive(Func<Task> work, DateTimeOffset? until = null) =>
        Drive(Begin(work), until);

    /// <inheritdoc cref="Drive(Func{Task}, DateTimeOffset?)"/>
    public T Drive<T>(Func<Task<T>> work, DateTimeOffset? until = null)
    {
        var task = Begin(work);
        Drive(task, until);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Drive(Func{Task}, DateTimeOffset?)"/>, for what has begun already.</summary>
    public void Drive(Task task, DateTimeOffset? until = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        RunUntilIdle();
        while (!task.IsCompleted)
        {
            if (!RunNext(until ?? Now))
            {
                throw new InvalidOperationException($"Stuck at {Now:O}: {WhatIsStuck()}");
            }
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>
    /// For a grain that awaits what runs on other threads, a database say: the clock stands still until
    /// <paramref name="task"/> is done, and what awaits the result goes on in the one queue.
    /// </summary>
    public Task<T> Outside<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.IsCompleted)
        {
            return task;
        }

        var back = new BackFromOutside<T>(task);
        _runner.Expect();
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => _runner.ScheduleExpected(back));
        return back.Promise;
    }

    private Task Begin(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _runner.Outside).Unwrap();
    }

    private Task<T> Begin<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _runner.Outside).Unwrap();
    }

    private DateTimeOffset? NextDueAt()
    {
        var timer = Time.NextDueAt;
        var expiry = Host.InFlight.NextExpiry is { } ticks ? Host.InstantOf(ticks) : (DateTimeOffset?)null;
        return timer is null || expiry < timer ? expiry : timer;
    }

    private void CountTurn()
    {
        if (Now != _instant)
        {
            (_instant, _turns) = (Now, 0);
        }

        if (++_turns > LongestInstant)
        {
            throw new InvalidOperationException(
                $"{LongestInstant:N0} turns at {Now:O} and no end: something keeps itself busy without time passing. {WhatIsStuck()}");
        }
    }

    private string WhatIsStuck()
    {
        var stuck = new StringBuilder();
        foreach (var activation in Host.Catalog.Classes.SelectMany(one => one.Activations))
        {
            var view = activation.View();
            if (view.Running is not null || view.Waiting > 0)
            {
                stuck.Append(stuck.Length > 0 ? "; " : "").Append(view.Grain).Append(' ');
                stuck.Append(view.Running is null ? "has begun nothing" : $"runs {view.Running} since {view.RunningSince:O}");
                stuck.Append(view.Waiting > 0 ? $", {view.Waiting} waiting" : "");
            }
        }

        return stuck.Length > 0 ? stuck.ToString() : "no grain is busy; what is awaited is none of theirs";
    }

    private sealed class BackFromOutside<T>(Task<T> task) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource<T> _promise = new();

        public Task<T> Promise => _promise.Task;

        public void Execute() => _promise.TrySetFromTask(task);
    }
}
