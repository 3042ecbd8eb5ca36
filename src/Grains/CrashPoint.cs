using System.Diagnostics;
using System.Globalization;

namespace Monitoring.Grains;

/// <summary>
/// Instants at which a crash matters, each with a label. In service none is asked for and reaching one costs a
/// comparison. Where the environment names one, the process kills itself there: what follows must hold all the same.
/// </summary>
public static class CrashPoint
{
    /// <summary><c>label</c> or <c>label:n</c>, at the n-th time that it is reached.</summary>
    public const string Variable = "MONITORING_CRASH_AT";

    private static readonly string[]? Asked = Environment.GetEnvironmentVariable(Variable)?.Split(':');
    private static int Reached;

    public static void Reach(string label)
    {
        if (Asked is not null && Asked[0] == label)
        {
            Count();
        }
    }

    private static void Count()
    {
        var time = Asked!.Length > 1 ? int.Parse(Asked[1], CultureInfo.InvariantCulture) : 1;
        if (Interlocked.Increment(ref Reached) == time)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill(); // SIGKILL: no handler, no flush
        }
    }
}
