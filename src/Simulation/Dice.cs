namespace Monitoring.Simulation;

/// <summary>
/// Chance from a seed: SplitMix64, written out here so that a seed means the same on every version of the runtime.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A seed of its own for the <paramref name="number"/>-th part of something.</summary>
    public static ulong Seed(ulong seed, long number) => 
        new Dice(unchecked(seed ^ (0x9E37_79B9_7F4A_7C15UL * (ulong)(number + 1)))).Next();

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E37_79B9_7F4A_7C15UL;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From 0 to <paramref name="below"/> − 1.</summary>
    public int Below(int below) => (int)(Next() % (uint)below);

    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double chance) => chance > 0 && Fraction() < chance;

    public T One<T>(params ReadOnlySpan<T> of) => of[Below(of.Length)];

    /// <summary>Whole milliseconds, every magnitude equally likely: seconds come as often as days.</summary>
    public TimeSpan Span(TimeSpan least, TimeSpan most)
    {
        var (low, high) = (Math.Log(Math.Max(1, least.TotalMilliseconds)), Math.Log(Math.Max(1, most.TotalMilliseconds)));
        return TimeSpan.FromMilliseconds(Math.Floor(Math.Exp(low + (Fraction() * (high - low)))));
    }

    /// <summary>Whole milliseconds, every length equally likely.</summary>
    public TimeSpan Within(TimeSpan most) =>
        TimeSpan.FromMilliseconds(Math.Floor(Fraction() * most.TotalMilliseconds));
}
