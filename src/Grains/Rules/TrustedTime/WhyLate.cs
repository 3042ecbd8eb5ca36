namespace Monitoring.Grains.Rules.TrustedTime;

/// <summary>Why something fired so long after its instant that it has to be told, as far as the process that noticed it can know.</summary>
public static class WhyLate
{
    /// <summary>Until then nothing is late: no healthy server takes longer.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(10);

    /// <summary>The instant had passed when the case learned of it: a letter handed in late, a grade given after, a revised policy.</summary>
    public const string Learned = "learned";

    /// <summary>At that instant the clock of the machine was in doubt.</summary>
    public const string ClockInDoubt = "clockInDoubt";

    /// <summary>At that instant this process did not run yet.</summary>
    public const string Restart = "restart";

    /// <summary>None of these: the store did not answer, a silo had gone, or there was too much to do at once.</summary>
    public const string Delay = "delay";

    /// <param name="at">The instant that it is stamped with.</param>
    /// <param name="now">When it was noticed, and since when that process runs and believes its clock.</param>
    /// <param name="isNews">Whether it follows from what was learned in this very turn.</param>
    /// <returns>Null: it is not late.</returns>
    public static string? Of(DateTimeOffset at, TimeReading now, bool isNews) =>
        now.At - at <= ToldAfter ? null
        : isNews ? Learned
        : at < now.BelievedSince ? ClockInDoubt
        : at < now.UpSince ? Restart
        : Delay;
}
