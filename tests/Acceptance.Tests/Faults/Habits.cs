namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>How complaints come in.</summary>
/// <param name="Clients">How many clients file, each one complaint at a time.</param>
/// <param name="Soonest">How soon after the filing a deadline lies, at the earliest.</param>
/// <param name="Latest">And at the latest.</param>
internal sealed record Habits(int Clients, TimeSpan Soonest, TimeSpan Latest)
{
    /// <summary>Deadlines that pass while a server starts again.</summary>
    public static readonly Habits Brisk = new(8, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3));

    /// <summary>Deadlines that lie before, in and after a longer fault. More clients, because some of them will hang.</summary>
    public static readonly Habits Patient = new(24, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
}
