using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitoring.Embedded.Tests;

/// <summary>Settings that make no sense are refused at start-up, by name.</summary>
public sealed class OptionsSentences
{
    public static TheoryData<string, Action<EmbeddedOptions>> Nonsense => new()
    {
        { nameof(EmbeddedOptions.Assemblies), options => options.Assemblies.Clear() },
        { nameof(EmbeddedOptions.CollectAfter), options => options.CollectAfter = TimeSpan.Zero },
        { nameof(EmbeddedOptions.CollectEvery), options => options.CollectEvery = TimeSpan.FromDays(50) },
        { nameof(EmbeddedOptions.AnswerWithin), options => options.AnswerWithin = Timeout.InfiniteTimeSpan },
        { nameof(EmbeddedOptions.DeactivateWithin), options => options.DeactivateWithin = TimeSpan.Zero },
        { nameof(EmbeddedOptions.LongestQueue), options => options.LongestQueue = 0 },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_setting_that_makes_no_sense_is_refused_by_name(string name, Action<EmbeddedOptions> set)
    {
        var stage = new VirtualStage { Configure = set };
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => stage.Play(() => Task.CompletedTask));
        Assert.Contains($"EmbeddedOptions.{name} must", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_defaults_are_taken()
    {
        var stage = new VirtualStage();
        await stage.Play(() =>
        {
            var options = stage.Services.GetRequiredService<IOptions<EmbeddedOptions>>().Value;
            Assert.Equal(TimeSpan.FromMinutes(15), options.CollectAfter);
            Assert.Equal(TimeSpan.FromSeconds(30), options.AnswerWithin);
            return Task.CompletedTask;
        });
    }
}
