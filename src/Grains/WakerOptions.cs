namespace Monitoring.Grains;

/// <summary>
/// The three wakers. Each may fail and each can be switched off: the net alone holds every invariant, the other two
/// make it prompt.
/// </summary>
public sealed record WakerOptions
{
    /// <summary>(a) The active complaint's own timer.</summary>
    public bool ComplaintTimer { get; init; } = true;

    /// <summary>(b) The facility's appointment book, which wakes complaints that sleep.</summary>
    public bool FacilityBook { get; init; } = true;

    /// <summary>(b) The reminder that brings a facility's book back when nothing else does.</summary>
    public bool FacilityReminder { get; init; }

    /// <summary>Whether a complaint with nothing near goes to sleep once it is filed; its facility's book wakes it.</summary>
    public bool SleepAfterFiling { get; init; }

    /// <summary>(c) The net over the index of due rows.</summary>
    public bool Net { get; init; } = true;

    /// <summary>Asked before anybody is woken: true has all three stand still, as a drill does. Null: they never do.</summary>
    public Func<bool>? StandStill { get; init; }

    /// <summary>Whether all three stand still just now.</summary>
    public bool AreStill => StandStill?.Invoke() == true;
}
