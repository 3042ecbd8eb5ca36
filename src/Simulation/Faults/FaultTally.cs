using Monitoring.Embedded;

namespace Monitoring.Simulation.Faults;

/// <summary>How often each fault has happened: a run proves nothing against faults it never had.</summary>
internal sealed class FaultTally
{
    private readonly long[] _counts = new long[Enum.GetValues<Fault>().Length];

    public long this[Fault fault] => _counts[(int)fault];

    /// <summary>It grows with every fault that can keep the product from being prompt.</summary>
    public long Disturbing { get; private set; }

    public void Count(Fault fault, long times = 1)
    {
        _counts[(int)fault] += times;
        Disturbing += IsDisturbing(fault) ? times : 0;
    }

    /// <summary>Adds what the engine made go wrong.</summary>
    public void Add(FaultCounts engine)
    {
        Count(Fault.ActivationLost, engine.LostActivations);
        Count(Fault.TurnsSwapped, engine.SwappedTurns);
        Count(Fault.MessageLost, engine.LostMessages);
        Count(Fault.MessageDoubled, engine.DoubledMessages);
        Count(Fault.MessageLate, engine.DelayedMessages);
        Count(Fault.TickLost, engine.LostTicks);
        Count(Fault.TickDoubled, engine.DoubledTicks);
        Count(Fault.TickLate, engine.DelayedTicks);
    }

    public void Add(FaultTally other)
    {
        foreach (var fault in Enum.GetValues<Fault>())
        {
            Count(fault, other[fault]);
        }
    }

    private static bool IsDisturbing(Fault fault) => fault switch
    {
        Fault.RequestRetried or Fault.RequestDoubled or Fault.RequestLate or Fault.RequestReordered or Fault.KeyReused => false,
        Fault.ClockDrifted or Fault.PolicyRevised or Fault.CalendarRevised or Fault.DutyRevised => false,
        Fault.BoardCut or Fault.BoardRestarted or Fault.DeliveryDoubled or Fault.DeliveryReordered => false,
        Fault.SpuriousWake or Fault.WakerOff => false,
        _ => true,
    };
}
