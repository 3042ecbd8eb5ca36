using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Worlds;
using Xunit.Abstractions;

namespace Monitoring.Simulation.Tests.Simulator;

/// <summary>The whole product through every storm, and every invariant after every step.</summary>
public class StormTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_260_504;
    private const long UsualLives = 200_000;

    private static readonly IEnumerable<string> Kinds = typeof(ComplaintEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(kind => (string)kind.TypeDiscriminator!);

    private static long Lives =>
        long.TryParse(Environment.GetEnvironmentVariable("SIM_LIVES"), CultureInfo.InvariantCulture, out var lives) ? lives : UsualLives;

    [Fact]
    public void Every_invariant_holds_through_every_fault_and_every_fault_has_really_happened()
    {
        var end = new Campaign(Seed, Lives, FaultSet.All).Run(Environment.ProcessorCount);

        using var report = new StringWriter(CultureInfo.InvariantCulture);
        Report.Write(report, end, FaultSet.All);
        output.WriteLine(report.ToString());
        Assert.True(end.Failure is null, Story(end.Failure));
        Assert.True(end.Lives >= Lives);
        Assert.All(FaultSet.All.Members(), fault => Assert.True(end.Faults[fault] > 0, $"{fault} never happened"));
        Assert.All(Kinds, kind => Assert.True(end.Kinds.GetValueOrDefault(kind) > 0, $"{kind} never happened"));
        Assert.All(end.Checks, check => Assert.True(check.Value > 0, $"{check.Key} was never checked"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_one_thread_and_on_several()
    {
        var (one, again, several) = (Run(1), Run(1), Run(3));

        Assert.Equal(one, again);
        Assert.Equal(one, several);
        Assert.NotEqual(one, Run(1, seed: 8));
    }

    [Fact]
    public void Without_faults_none_happens()
    {
        var end = new Campaign(7, 500, FaultSet.None).Run(1);

        Assert.True(end.Failure is null, Story(end.Failure));
        Assert.All(FaultSet.All.Members(), fault => Assert.Equal(0, end.Faults[fault]));
    }

    private static string Run(int threads, ulong seed = 7)
    {
        using var report = new StringWriter(CultureInfo.InvariantCulture);
        Report.Write(report, new Campaign(seed, 800, FaultSet.All).Run(threads), FaultSet.All);
        return report.ToString();
    }

    private static string Story(Failure? failure)
    {
        if (failure is null)
        {
            return "";
        }

        using var story = new StringWriter(CultureInfo.InvariantCulture);
        Report.Write(story, failure, FaultSet.All, Storage.Flaw.None);
        return story.ToString();
    }
}
