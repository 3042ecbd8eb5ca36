namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>What a simulated year leaves to chance, all of it from one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform(double from = 0, double to = 1) => from + ((to - from) * _random.NextDouble());

    public int Below(int end) => _random.Next(end);

    public bool Is(double probability) => _random.NextDouble() < probability;

    public double Exponential(double mean) => -Math.Log(1 - _random.NextDouble()) * mean;

    /// <summary>Spread over orders of magnitude, as sizes of hospitals are.</summary>
    public double LogUniform(double from, double to) => Math.Exp(Uniform(Math.Log(from), Math.Log(to)));

    /// <summary>Right-skewed, as waits are: many short, some very long.</summary>
    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public T Pick<T>(params (T Value, double Weight)[] among)
    {
        var rest = Uniform(0, among.Sum(one => one.Weight));
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

    /// <summary>Arrivals in days from 0, at that rate a day.</summary>
    public IEnumerable<double> Arrivals(double rate, double days)
    {
        for (var at = Exponential(1 / rate); at < days; at += Exponential(1 / rate))
        {
            yield return at;
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
