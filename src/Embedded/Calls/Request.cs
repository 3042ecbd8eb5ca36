namespace Monitoring.Embedded;

/// <summary>What a grain or an observer is asked to do in one go: a call, a one-way message, the tick of a timer.</summary>
internal abstract class Request
{
    // neighbours in the one RequestList that it is in
    public Request? Previous { get; set; }

    public Request? Next { get; set; }

    /// <summary>When it reached the activation, in <see cref="GrainHost.Ticks"/>.</summary>
    public long ArrivedAt { get; set; }

    /// <summary>Whether it may run between the awaits of another that is read-only too.</summary>
    public virtual bool IsReadOnly => false;

    /// <summary>Whether it may run between the awaits of any other.</summary>
    public virtual bool IsAlwaysInterleave => false;

    /// <summary>Whether it comes from the activation itself, and dies with it.</summary>
    public virtual bool IsOfTheActivation => false;

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool IsUse => true;

    /// <summary>Whether nobody waits for it any more, so that it need not begin.</summary>
    public virtual bool IsForsaken => false;

    /// <summary>What is asked, for messages to people.</summary>
    public abstract string Name { get; }

    /// <summary>Begins it, on a turn of the target.</summary>
    public abstract Task Begin(object target);

    /// <summary>As <see cref="Begin"/>, with what it throws in the task.</summary>
    public Task BeginSafely(object target)
    {
#pragma warning disable CA1031 // whatever the grain throws is its caller's
        try
        {
            return Begin(target);
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
#pragma warning restore CA1031
    }

    /// <summary>It has ended.</summary>
    public abstract void End(Task done);

    /// <summary>It will not begin, or not end.</summary>
    public abstract void Fail(Exception reason);

    /// <summary>Its activation ended before it began.</summary>
    public abstract void SendAgain();
}
