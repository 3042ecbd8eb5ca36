using Microsoft.Extensions.Options;

namespace Monitoring.Embedded;

/// <summary>Refuses settings that make no sense, each by its name.</summary>
internal sealed class EmbeddedOptionsCheck : IValidateOptions<EmbeddedOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49); // what a timer takes

    public ValidateOptionsResult Validate(string? name, EmbeddedOptions options)
    {
        List<string> refusals = [];
        Demand(options.Assemblies.Count > 0, nameof(options.Assemblies), "name at least one assembly", "none");
        AtLeast(TimeSpan.FromSeconds(1), options.CollectAfter, nameof(options.CollectAfter));
        AtLeast(TimeSpan.FromMilliseconds(100), options.CollectEvery, nameof(options.CollectEvery));
        AtLeast(TimeSpan.FromMilliseconds(10), options.AnswerWithin, nameof(options.AnswerWithin));
        AtLeast(TimeSpan.FromMilliseconds(1), options.DeactivateWithin, nameof(options.DeactivateWithin));
        Demand(options.LongestQueue >= 1, nameof(options.LongestQueue), "be at least 1", options.LongestQueue);
        return refusals.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(refusals);

        void AtLeast(TimeSpan least, TimeSpan actual, string setting) =>
            Demand(actual >= least && actual <= Longest, setting, $"be between {least} and {Longest}", actual);

        void Demand(bool met, string setting, string demand, object actual)
        {
            if (!met)
            {
                refusals.Add($"{nameof(EmbeddedOptions)}.{setting} must {demand}; it is {actual}.");
            }
        }
    }
}
