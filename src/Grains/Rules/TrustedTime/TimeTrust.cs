namespace Monitoring.Grains.Rules.TrustedTime;

/// <summary>
/// Whether the wall clock is believed: a machine without I/O, fed with looks at the clocks.
/// </summary>
/// <remarks>
/// The wall clock is believed until it jumps against the steady clock, stands before what is committed, or differs from the
/// database. It is believed again after three checks in a row that agree; after a jump of more than an hour only once an
/// administrator confirmed it, or it went back to where the steady clock says it should be.
/// </remarks>
public sealed record TimeTrust
{
    /// <summary>A jump of the wall clock against the steady one that is no correction by a time service any more.</summary>
    public static readonly TimeSpan JumpsWithin = TimeSpan.FromSeconds(5);

    /// <summary>How far this machine and the database may be apart.</summary>
    public static readonly TimeSpan DatabaseWithin = TimeSpan.FromSeconds(2);

    /// <summary>A jump after which checks alone do not bring belief back.</summary>
    public static readonly TimeSpan ConfirmedBeyond = TimeSpan.FromHours(1);

    /// <summary>How far apart the checks are that count.</summary>
    public static readonly TimeSpan ChecksApart = TimeSpan.FromSeconds(5);

    /// <summary>How many of them end a suspicion.</summary>
    public const int ChecksNeeded = 3;

    /// <summary>
    /// What two honest clocks drift apart, at most: small corrections are forgotten at this rate, so that a year of them adds up
    /// to no suspicion, and several of just under five seconds within an hour do.
    /// </summary>
    private const double DriftsAtMost = 0.001;

    private TimeTrust(DateTimeOffset zeroAt, TimeSpan steady) => (ZeroAt, LookedAt) = (zeroAt, steady);

    /// <summary>Where the trusted time stands against the steady clock.</summary>
    public DateTimeOffset ZeroAt { get; private init; }

    /// <summary>The current suspicion; null while the wall clock is believed.</summary>
    public Suspicion? Suspicion { get; private init; }

    /// <summary>When the last suspicion ended; null: there was none.</summary>
    public DateTimeOffset? BelievedSince { get; private init; }

    /// <summary>The latest instant known to be committed while the time was believed.</summary>
    public DateTimeOffset? LastCommitAt { get; private init; }

    /// <summary>
    /// The latest that was committed in this doubt. It is stamped by the steady clock and proves nothing against the wall clock: were
    /// it held against it, whoever goes on committing would doubt for ever.
    /// </summary>
    private DateTimeOffset? InDoubtAt { get; init; }

    /// <summary>What the database's clock last showed.</summary>
    public DatabaseTime? Database { get; private init; }

    private TimeSpan LookedAt { get; init; }

    /// <summary>
    /// Commits up to here do not speak against the wall clock: an administrator knows of them, or they were made in a doubt that is over.
    /// </summary>
    private DateTimeOffset ForgivenAt { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Whether the suspicion lasts until an administrator confirms the time as it now stands.</summary>
    public bool NeedsConfirmation => Suspicion is { Confirmed: false } doubt && (doubt.ZeroAt - ZeroAt).Duration() > ConfirmedBeyond;

    /// <summary>Begins in belief: a wall clock that was never looked at before cannot have jumped.</summary>
    public static TimeTrust Begin(TimeSample first) => new TimeTrust(first.ZeroAt, first.Steady).After(first);

    /// <summary>What time it is by the steady clock, or by the database where there is one.</summary>
    public DateTimeOffset SteadyAt(TimeSpan steady) => (Database?.ZeroAt ?? ZeroAt) + steady;

    /// <summary>What speaks against the wall clock now.</summary>
    public Reasons Against(TimeSample sample) =>
        ((sample.ZeroAt - ZeroAt).Duration() > JumpsWithin ? Reasons.Jumped : Reasons.None)
        | (LastCommitAt is { } last && last > ForgivenAt && sample.WallAt < last - JumpsWithin ? Reasons.BeforeLastCommit : Reasons.None)
        | (Database is { } there && (sample.ZeroAt - there.ZeroAt).Duration() - there.Within > DatabaseWithin
            ? Reasons.DatabaseDiffers
            : Reasons.None);

    /// <summary>The state after one more look.</summary>
    public TimeTrust After(TimeSample sample)
    {
        var known = this with
        {
            LookedAt = sample.Steady,
            Database = sample.Database ?? Database,
            LastCommitAt = Suspicion is null ? Later(LastCommitAt, sample.LastCommitAt) : LastCommitAt,
            InDoubtAt = Suspicion is null ? null : Later(InDoubtAt, sample.LastCommitAt),
        };
        var against = known.Against(sample);
        if (Suspicion is { } doubt)
        {
            return known.Doubting(doubt, sample, against);
        }

        return against == Reasons.None
            ? known with { ZeroAt = Followed(sample) }
            : known with { Suspicion = new Suspicion(against, SteadyAt(sample.Steady), sample.ZeroAt, 0, sample.Steady, false) };
    }

    /// <summary>An administrator says that the wall clock is right as it stands. Null if nobody doubts it.</summary>
    public TimeTrust? Confirm() => Suspicion is { } doubt
        ? this with { Suspicion = doubt with { Confirmed = true }, ForgivenAt = LastCommitAt ?? ForgivenAt }
        : null;

    private TimeTrust Doubting(Suspicion doubt, TimeSample sample, Reasons against)
    {
        doubt = doubt with { Reasons = doubt.Reasons | against };
        if ((sample.ZeroAt - doubt.ZeroAt).Duration() > JumpsWithin)
        {
            // it jumped again: whatever was confirmed was another time
            return Begun(sample.ZeroAt, confirmed: false);
        }

        // the jump itself is past; what still contradicts it is not
        if ((against & ~Reasons.Jumped) != Reasons.None)
        {
            return Begun(doubt.ZeroAt, doubt.Confirmed);
        }

        var counts = sample.IsCheck && (Database is null || sample.Database is not null);
        if (!counts || sample.Steady - doubt.LastCountedAt < ChecksApart)
        {
            return this with { Suspicion = doubt };
        }

        var counted = this with { Suspicion = doubt with { Agreed = doubt.Agreed + 1, LastCountedAt = sample.Steady } };
        return counted.Suspicion.Agreed >= ChecksNeeded && !counted.NeedsConfirmation
            ? counted.Believing(sample)
            : counted;

        TimeTrust Begun(DateTimeOffset zeroAt, bool confirmed) => this with
        {
            Suspicion = doubt with { ZeroAt = zeroAt, Confirmed = confirmed, Agreed = 0, LastCountedAt = sample.Steady },
        };
    }

    private TimeTrust Believing(TimeSample sample)
    {
        var last = Later(LastCommitAt, InDoubtAt);
        return this with
        {
            Suspicion = null,
            ZeroAt = sample.ZeroAt,
            BelievedSince = sample.WallAt,
            LastCommitAt = last,
            InDoubtAt = null,
            ForgivenAt = last ?? ForgivenAt,
        };
    }

    private DateTimeOffset Followed(TimeSample sample)
    {
        var most = (sample.Steady - LookedAt) * DriftsAtMost;
        var off = sample.ZeroAt - ZeroAt;
        return off.Duration() <= most ? sample.ZeroAt : ZeroAt + (off > TimeSpan.Zero ? most : -most);
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b ?? a : a;
}
