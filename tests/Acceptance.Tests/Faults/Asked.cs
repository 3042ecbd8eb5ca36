using System.Globalization;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>What the environment asks of these tests: a longer run, or the very chance of an earlier one.</summary>
internal static class Asked
{
    /// <summary>Other instants each day that is looked at; the same again with KILL_SEED.</summary>
    public static int Seed { get; } = Number("KILL_SEED", Environment.TickCount);

    /// <summary>How often something is done: as the variable says, else as often as there is time for every day.</summary>
    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var said) ? said : otherwise;
}
