namespace Monitoring.Simulation.Faults;

/// <summary>What goes wrong. Each can be left out by name, and each is counted when it has really happened.</summary>
internal enum Fault
{
    /// <summary>An activation is gone between two turns, and nobody says goodbye.</summary>
    ActivationLost,

    /// <summary>Another activation's turn goes first.</summary>
    TurnsSwapped,

    /// <summary>Two activations of one grain at once, in two processes: the log refused the one that came second.</summary>
    TwoActivations,

    /// <summary>A one-way message (wake, expect, preload) does not arrive.</summary>
    MessageLost,
    MessageDoubled,
    MessageLate,

    /// <summary>The tick of a timer or reminder does not come.</summary>
    TickLost,
    TickDoubled,
    TickLate,

    /// <summary>A complaint is woken for nothing.</summary>
    SpuriousWake,

    /// <summary>A round of the net does not take place.</summary>
    NetRoundLost,

    /// <summary>A process ran without one of the three wakers.</summary>
    WakerOff,

    /// <summary>A write fails and nothing was written.</summary>
    WriteFailed,

    /// <summary>A write is done and says that it failed.</summary>
    WriteDoneButFailed,

    /// <summary>A write waits in a batch while others run.</summary>
    WriteSlow,
    ReadFailed,

    /// <summary>What is read is answered only after a while.</summary>
    ReadSlow,

    /// <summary>Neither reads nor writes for a while.</summary>
    StorageAway,

    /// <summary>The machine died in the middle of a batch, and a part of it was durable.</summary>
    BatchTorn,

    /// <summary>The machine died, and an append that had been accepted was not durable.</summary>
    UnsyncedLost,

    /// <summary>A write reached the database after the process that asked for it had died.</summary>
    WriteOutlivedItsWriter,

    /// <summary>One process dies without a word and comes back later.</summary>
    ProcessKilled,

    /// <summary>One process shuts down in order and comes back.</summary>
    ProcessStopped,

    /// <summary>Every process dies at once, and what was not durable with them.</summary>
    MachineCrashed,

    /// <summary>The reminder table is empty after a restart.</summary>
    RemindersLost,

    /// <summary>A client asks again because it got no answer.</summary>
    RequestRetried,

    /// <summary>A request arrives twice.</summary>
    RequestDoubled,

    /// <summary>A request arrives once more, up to ten days later.</summary>
    RequestLate,

    /// <summary>A request is overtaken by later ones of the same complaint.</summary>
    RequestReordered,

    /// <summary>A client uses one key for two requests.</summary>
    KeyReused,

    /// <summary>The machine stands still for a while.</summary>
    Suspended,

    /// <summary>The clock on the wall gains or loses a little all the time.</summary>
    ClockDrifted,

    /// <summary>The clock on the wall jumps, up to 30 days either way.</summary>
    ClockStepped,

    /// <summary>A later version of the policy pack is published while clocks run, and has really been opened under or followed.</summary>
    PolicyRevised,

    /// <summary>The same of the calendar.</summary>
    CalendarRevised,

    /// <summary>A duty roster, or a later one, is put in force while clocks run, and somebody was really told by it.</summary>
    DutyRevised,

    /// <summary>A board's connection is cut at a random item; it goes on from its cursor.</summary>
    BoardCut,

    /// <summary>A board begins anew from a snapshot.</summary>
    BoardRestarted,
    DeliveryDoubled,
    DeliveryReordered,
}
