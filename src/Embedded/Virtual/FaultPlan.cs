namespace Monitoring.Embedded;

/// <summary>
/// What goes wrong in a simulation, drawn from one seed: the same seed and the same inputs go wrong in the same way.
/// Chances are between 0 and 1, and 0 unless set. Orleans allows all of this; here it happens often.
/// </summary>
public sealed class FaultPlan(int seed)
{
    private readonly Random _random = new(seed);

    public int Seed { get; } = seed;

    /// <summary>Switch it off for the quiet phase in which everything must come right again.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Before each turn of an activation: that it is lost, and its process with it.</summary>
    public double LoseActivation { get; set; }

    /// <summary>For each one-way message: that it is lost.</summary>
    public double LoseMessage { get; set; }

    /// <summary>For each one-way message: that it comes twice.</summary>
    public double DoubleMessage { get; set; }

    /// <summary>For each one-way message: that it comes late, by up to <see cref="DelayUpTo"/>.</summary>
    public double DelayMessage { get; set; }

    /// <summary>For each tick of a timer or reminder: that it does not come.</summary>
    public double LoseTick { get; set; }

    /// <summary>For each tick of a timer or reminder: that it comes twice.</summary>
    public double DoubleTick { get; set; }

    /// <summary>For each tick of a timer or reminder: that it comes late, by up to <see cref="DelayUpTo"/>.</summary>
    public double DelayTick { get; set; }

    /// <summary>Before each turn: that another activation's turn, which came later, goes first.</summary>
    public double SwapTurns { get; set; }

    /// <summary>A minute unless set; at most 49 days.</summary>
    public TimeSpan DelayUpTo { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often each fault has happened: a run proves nothing against faults it never had.</summary>
    public FaultCounts Happened { get; } = new();

    internal bool IsActivationLost() => Happens(LoseActivation) && ++Happened.LostActivations > 0;

    internal bool AreTurnsSwapped() => Happens(SwapTurns) && ++Happened.SwappedTurns > 0;

    internal TickFault OfTick()
    {
        if (Happens(LoseTick))
        {
            Happened.LostTicks++;
            return TickFault.Lost;
        }

        if (Happens(DelayTick))
        {
            Happened.DelayedTicks++;
            return TickFault.Late;
        }

        if (Happens(DoubleTick))
        {
            Happened.DoubledTicks++;
            return TickFault.Doubled;
        }

        return TickFault.None;
    }

    internal TimeSpan Delay() => TimeSpan.FromTicks(1 + _random.NextInt64(DelayUpTo.Ticks));

    internal void SendOneWay(Reference to, Func<OneWayMessage> message)
    {
        if (Happens(LoseMessage))
        {
            Happened.LostMessages++;
            return;
        }

        if (Happens(DoubleMessage))
        {
            Happened.DoubledMessages++;
            to.Deliver(message());
        }

        if (Happens(DelayMessage))
        {
            Happened.DelayedMessages++;
            _ = to.Host.Time.CreateTimer(
                static late => ((Message)late!).SendAgain(), message(), Delay(), Timeout.InfiniteTimeSpan);
        }
        else
        {
            to.Deliver(message());
        }
    }

    private bool Happens(double chance) => chance > 0 && IsOn && _random.NextDouble() < chance;
}

/// <summary>How often the faults of a <see cref="FaultPlan"/> have happened.</summary>
public sealed class FaultCounts
{
    public long LostActivations { get; internal set; }

    public long LostMessages { get; internal set; }

    public long DoubledMessages { get; internal set; }

    public long DelayedMessages { get; internal set; }

    public long LostTicks { get; internal set; }

    public long DoubledTicks { get; internal set; }

    public long DelayedTicks { get; internal set; }

    public long SwappedTurns { get; internal set; }

    public override string ToString() =>
        $"activations lost {LostActivations}; messages lost {LostMessages}, doubled {DoubledMessages}, "
        + $"delayed {DelayedMessages}; ticks lost {LostTicks}, doubled {DoubledTicks}, delayed {DelayedTicks}; "
        + $"turns swapped {SwappedTurns}";
}

internal enum TickFault
{
    None,
    Lost,
    Late,
    Doubled,
}
