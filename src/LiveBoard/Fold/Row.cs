using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// An open complaint in 104 bytes: instants as UTC ticks (0: absent), codes as numbers of <see cref="Codes"/>.
/// A province may hold a million of these; that is why nothing here is a reference.
/// </summary>
internal struct Row
{
    public ComplaintKey Key;
    public long FiledAt;
    public long OverdueSince;
    public long AcknowledgedAt;
    public long NextDueAt;
    public int Facility;
    public int Region;
    public int Category;
    public int Class;
    public int Channel;
    public int Payer;
    public int CareClass;
    public int Grade;
    public int OverdueClock;
    public int AcknowledgedBy;
    public int NextClock;
    public int Version;

    /// <summary>The next row in the same bucket, or the next free one; see <see cref="RowTable"/>.</summary>
    public int Link;

    /// <summary>The programme; two bytes, which would else be left empty.</summary>
    public ushort Programme;

    public byte StandingCode;

    /// <summary>False while the place is free.</summary>
    public bool Taken;

    public Standing Standing
    {
        readonly get => (Standing)StandingCode;
        set => StandingCode = (byte)value;
    }
}
