namespace Monitoring.Silo.Year;

/// <summary>What a year leaves to chance, all of it from one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public double Between(double from, double to) => from + ((to - from) * _random.NextDouble());

    public bool Is(double probability) => _random.NextDouble() < probability;

    /// <summary>Mostly short, sometimes long.</summary>
    public double Exponential(double mean) => -Math.Log(1 - _random.NextDouble()) * mean;

    /// <summary>Spread over orders of magnitude, as sizes of hospitals are.</summary>
    public double LogUniform(double from, double to) => Math.Exp(Between(Math.Log(from), Math.Log(to)));

    public T Pick<T>(IReadOnlyList<(T Value, double Weight)> among)
    {
        var rest = Between(0, among.Sum(one => one.Weight));
        foreach (var (value, weight) in among)
        {
            rest -= weight;
            if (rest < 0)
            {
                return value;
            }
        }

        return among[^1].Value;
    }
}
