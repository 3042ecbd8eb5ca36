using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>A facility on the board and the count of its complaints.</summary>
internal sealed class FacilityTally(string id)
{
    private readonly int[] _standing = new int[4];

    public string Id { get; } = id;

    public string? Region { get; set; }

    /// <summary>Null until the facility has registered; a complaint may come first.</summary>
    public FacilityCard? Card { get; set; }

    /// <summary>Deadlines that passed under this facility. They stay with it when the complaint moves on.</summary>
    public int Breaches { get; set; }

    /// <summary>How it stands with its own promises; no complaint is counted in it.</summary>
    public OwnStanding Own { get; set; } = new(0, 0);

    /// <summary>How often it broke a promise of its own.</summary>
    public int OwnBreaches { get; set; }

    /// <summary>Every complaint of the facility, whatever became of it. A transfer takes it along.</summary>
    public int Received => _standing.Sum();

    public ref int this[Standing standing] => ref _standing[(int)standing];
}
