using System.Globalization;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Storage;
using Province = Monitoring.Simulation.Worlds.World;

namespace Monitoring.Simulation.Tests.Simulator;

/// <summary>A simulator that finds nothing proves something only if it finds what is there.</summary>
public class CatchTests
{
    private const ulong Seed = 11;
    private const long LivesToFindIt = 20_000;

    [Theory]
    [InlineData("NoFence", "C2")]
    [InlineData("AnswersBeforeSync", "I1 C2 C9 B1")]
    [InlineData("SkipsFeedNumber", "B1")]
    [InlineData("ForgetsKeys", "C3 I2 I3")]
    [InlineData("LosesDueRow", "C7 C9")]
    [InlineData("ForgetsUrgency", "B7")]
    [InlineData("TearsAppends", "C2 B2 C9")]
    [InlineData("ForgetsAudiences", "B1 B2")]
    [InlineData("HidesDueRows", "C7")]
    public void A_planted_flaw_is_caught_by_the_invariant_it_breaks(string planted, string invariants)
    {
        var flaw = Enum.Parse<Flaw>(planted);

        var end = new Campaign(Seed, LivesToFindIt, FaultSet.All, flaw).Run(1);

        Assert.NotNull(end.Failure);
        Assert.Contains(end.Failure.Invariant, invariants.Split(' '));
    }

    [Theory]
    [InlineData("NoFence", "C2")]
    [InlineData("AnswersBeforeSync", "I1")]
    [InlineData("AnswersBeforeSync", "C2")]
    [InlineData("SkipsFeedNumber", "B1")]
    [InlineData("ForgetsKeys", "C3")]
    [InlineData("ForgetsKeys", "I2")]
    [InlineData("ForgetsKeys", "I3")]
    [InlineData("LosesDueRow", "C7")]
    [InlineData("LosesDueRow", "C9")]
    [InlineData("ForgetsUrgency", "B7")]
    [InlineData("TearsAppends", "C2")]
    [InlineData("TearsAppends", "B2")]
    [InlineData("ForgetsAudiences", "B2")]
    [InlineData("HidesDueRows", "C7")]
    public void The_check_that_is_named_for_it_catches_a_flaw_by_itself(string planted, string invariant)
    {
        var end = new Campaign(Seed, LivesToFindIt, FaultSet.All, Enum.Parse<Flaw>(planted), only: invariant).Run(1);

        Assert.Equal(invariant, end.Failure?.Invariant);
    }

    [Fact]
    public void A_failure_is_made_small_replays_by_its_seed_and_tells_its_last_events()
    {
        var end = new Campaign(Seed, LivesToFindIt, FaultSet.All, Flaw.LosesDueRow).Run(1);
        var failing = DrawScript.From(end.Failure!.World, FaultSet.All);
        Assert.Equal(end.Failure, Province.Live(failing, Flaw.LosesDueRow).Failure);

        var small = new Shrink(end.Failure.Invariant, Flaw.LosesDueRow).Of(failing);
        Assert.True(small.Acts.Length <= failing.Acts.Length / 4, $"{failing.Acts.Length} acts became {small.Acts.Length}");
        Assert.Equal(end.Failure.Invariant, Province.Live(small, Flaw.LosesDueRow).Failure?.Invariant);

        using var story = new StringWriter(CultureInfo.InvariantCulture);
        Report.Write(story, end.Failure, FaultSet.All, Flaw.LosesDueRow);
        Assert.Contains($"--world {end.Failure.World}", story.ToString(), StringComparison.Ordinal);
        Assert.Contains("durable: complaint/", story.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_waker_that_never_comes_is_a_missing_breach()
    {
        var nobody = FaultSet.None;
        var script = DrawScript.From(Campaign.WorldSeed(Seed, 0), nobody);
        var asleep = script with
        {
            Setting = script.Setting with
            {
                Processes = [new Grains.WakerOptions { ComplaintTimer = false, FacilityBook = false, Net = true }],
            },
        };

        Assert.Null(Province.Live(asleep).Failure);
        Assert.Equal("C7", Province.Live(asleep, Flaw.HidesDueRows).Failure?.Invariant);
    }

    [Theory]
    [InlineData("--lives", "0")]
    [InlineData("--lives", "-5")]
    [InlineData("--seeds", "9-3")]
    [InlineData("--flaw", "rain")]
    [InlineData("--world", "")]
    public void A_run_that_would_live_nothing_is_refused(string option, string value) =>
        Assert.Throws<FormatException>(() => SimulateOptions.Parse([option, value]));

    [Theory]
    [InlineData("all", true)]
    [InlineData("none", true)]
    [InlineData("all,-ClockStepped", true)]
    [InlineData("-clock-stepped", true)]
    [InlineData("write-failed,KeyReused", true)]
    [InlineData("rain", false)]
    public void Faults_are_named_on_the_command_line(string text, bool makesSense) =>
        Assert.Equal(makesSense, FaultSet.Parse(text) is not null);
}
