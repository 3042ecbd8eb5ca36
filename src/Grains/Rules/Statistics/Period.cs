namespace Monitoring.Grains.Rules.Statistics;

/// <summary>From an instant up to, and without, another.</summary>
public readonly record struct Period(DateTimeOffset FromAt, DateTimeOffset UntilAt)
{
    public double Days => (UntilAt - FromAt).TotalDays;

    public static Period Before(DateTimeOffset untilAt, TimeSpan length) => new(untilAt - length, untilAt);

    public bool Holds(DateTimeOffset at) => FromAt <= at && at < UntilAt;
}
