namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>At which instant of its life something is killed. Drawn from the seed.</summary>
internal enum KillAt
{
    /// <summary>When so many requests were sent: the last ones are on their way.</summary>
    Sending,

    /// <summary>When an answer has just arrived and others are on their way: what was acknowledged must be durable.</summary>
    Answering,

    /// <summary>When all were answered, and deadlines lie ahead.</summary>
    Answered,

    /// <summary>When a breach has just reached the screen: others are being decided.</summary>
    Breaching,

    /// <summary>While it starts, before it is ready.</summary>
    Starting,
}

/// <summary>One life of what will be killed.</summary>
/// <param name="At">When it ends.</param>
/// <param name="Filed">How many complaints are filed in it.</param>
/// <param name="StaysDown">It is not started again before the deadlines of this life have passed.</param>
internal sealed record Life(KillAt At, int Filed, bool StaysDown)
{
    private const int MostFiled = 120;

    /// <summary>So many that one of them surely has a deadline.</summary>
    private const int FewestForABreach = 25;

    public static Life Draw(Random chance)
    {
        var at = (KillAt)chance.Next(Enum.GetValues<KillAt>().Length);
        var filed = at switch
        {
            KillAt.Starting => 0,
            KillAt.Breaching => chance.Next(FewestForABreach, MostFiled),
            _ => chance.Next(1, MostFiled),
        };
        return new Life(at, filed, chance.Next(5) == 0);
    }
}

/// <summary>A kill that was carried out.</summary>
/// <param name="At">The instant, just before the signal.</param>
/// <param name="InFlight">Requests that were on their way.</param>
internal sealed record Kill(DateTimeOffset At, int InFlight)
{
    /// <summary>When it was down for certain.</summary>
    public DateTimeOffset DownAt { get; set; }

    /// <summary>When it answered again.</summary>
    public DateTimeOffset UpAgainAt { get; set; }
}
